import { describe, expect, test } from 'vitest';
import { adapterJsonSchema } from '@/lib/crm/adapter-schema';

describe('the JSON Schema of adapters that editors use', () => {
  // After a change of the schema: vitest run --update test/crm/adapter-json-schema.test.ts
  test('is the one in public/help', async () => {
    const text = `${JSON.stringify(adapterJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../public/help/adapter.schema.json');
  });
});
