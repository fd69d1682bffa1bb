import { DESK, mountPage } from '@/components/ui/mount-page';
import '@/components/panel/panel.css';
import '@/components/panel/risk.css';
import { CommandPalette } from '@/components/palette/command-palette';
import { ReviewPage } from '@/components/review/review-page';
import { sectionAt } from '@/components/review/sections';
import { queryClient } from '@/lib/queries/query-client';
import { warmReview } from '@/lib/queries/warm-review';

const client = queryClient();
const wanted = new URLSearchParams(location.search).get('tenant');
const first = sectionAt(location.hash);
void first?.load();
warmReview(client, first?.id, wanted);
mountPage(
  <>
    <ReviewPage wanted={wanted} />
    <CommandPalette />
  </>,
  { parts: DESK, client },
);
