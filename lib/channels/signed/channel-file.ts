import { z } from '@/lib/domain/zod';
import { firstIssue } from './envelope';
import { refused, taken, type Outcome } from './refusal';

/** Bytes of a channel's file: room for many roots and releases, and little to send to many. */
export const CHANNEL_BYTES = 400_000;

/**
 * The one file that a subscription asks for. Nothing in it counts but what is signed: it may leave something out, and then the
 * releases that are installed run out of date; it can neither add nor change anything.
 */
const channelFileSchema = z.strictObject({
  fairlead: z.literal('channel'),
  format: z.literal(1),
  channel: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  roots: z.array(z.unknown()).max(64),
  releases: z.array(z.unknown()).max(16),
});

export type ChannelFile = z.infer<typeof channelFileSchema>;

/** A channel's file from its text. */
export function readChannelFile(text: string): Outcome<ChannelFile> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const page = /^\s*</.test(text);
    return refused(
      'unreadable',
      page
        ? 'The answer is a web page and no channel: perhaps the network wants a sign-in first.'
        : 'The answer is no channel: it is not JSON, or was cut short.',
    );
  }
  if (
    typeof json === 'object' &&
    json !== null &&
    'format' in json &&
    typeof json.format === 'number' &&
    json.format > 1
  )
    return refused('newerFormat', 'The channel is in a newer form and needs a newer extension.');
  const read = channelFileSchema.safeParse(json);
  return read.success
    ? taken(read.data)
    : refused('unreadable', `The answer is no channel: ${firstIssue(read.error)}.`);
}
