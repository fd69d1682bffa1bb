import { z } from 'zod';

// Zod's compiled parsers need `eval`, which an extension's content security policy refuses:
// https://zod.dev/api?id=zconfig. Import `z` from here, so that no schema is made before this line.
z.config({ jitless: true });

export { z };
