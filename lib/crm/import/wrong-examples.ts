import type { Adapter } from '@/lib/crm/adapter-schema';
import { placeOf } from '@/lib/crm/route';
import type { AdapterError } from './adapter-error';

/** The adapter's own examples are its test: each address must be what the document says it is. */
export function wrongExamples({ route, examples }: Adapter): AdapterError[] {
  return examples.flatMap((example, at) => {
    const place = placeOf(route, new URL(example.url));
    const id = 'id' in place ? place.id : undefined;
    if (place.kind === example.kind && id === example.id) return [];
    const found = id === undefined ? place.kind : `${place.kind} ${id}`;
    return [{ path: `examples[${at}]`, message: `the route’s patterns make this “${found}”`, text: example.url }];
  });
}
