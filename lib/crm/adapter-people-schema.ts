import { z } from '@/lib/domain/zod';
import { step, text } from './adapter-api-parts';

/** The people of a CRM, and what they are on a deal. */
export const peopleBlock = z
  .strictObject({
    search: text.describe('The search (`searches`) for people by a part of their name'),
    roles: z
      .strictObject({
        names: text.describe('The look-up of the roles that the CRM knows: what is written and what it is called'),
        add: z
          .array(step)
          .min(1)
          .describe(
            'Puts the person `{contact}` on the deal `{id}` in the role `{role}`, which is called `{roleName}`',
          ),
        remove: z.array(step).min(1).describe('Takes that role back from that person'),
      })
      .exactOptional()
      .describe('Absent: the CRM keeps no role for a contact of a deal'),
  })
  .describe('Searching for people, and what each is on a deal');
