/** The tables of a font in which every character is the same box: half as wide as the font is high, on any machine. */
const EM = 1000;
const ADVANCE = 500;
const ASCENT = 800;
const DESCENT = -200;
const LAST_CHARACTER = 0x10ffff;

type Part = readonly ['u16' | 'u32', ...number[]];

/** A font file (TrueType), made here so that no test rests on what fonts a machine has. */
export function boxFont(): Buffer {
  const tables = Object.entries(TABLES).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const bodies = tables.map(([, parts]) => padded(bytes(parts)));
  let offset = 12 + 16 * tables.length;
  const directory = tables.map(([tag, parts], at) => {
    const entry = Buffer.concat([Buffer.from(tag, 'latin1'), bytes([['u32', 0, offset, bytes(parts).length]])]);
    offset += bodies[at]?.length ?? 0;
    return entry;
  });
  const header = bytes([
    ['u32', 0x00010000],
    ['u16', tables.length, 128, 3, tables.length * 16 - 128],
  ]);
  return Buffer.concat([header, ...directory, ...bodies]);
}

const signed = (value: number): number => value & 0xffff;

/** One contour: a rectangle from the baseline to the height of a capital. */
const BOX: readonly Part[] = [
  ['u16', 1, 50, 0, 450, 700, 3, 0],
  ['u16', 0x0101, 0x0101],
  ['u16', 50, 400, 0, signed(-400), 0, 0, 700, 0],
];
const BOX_LENGTH = 34;

const TABLES: Readonly<Record<string, readonly Part[]>> = {
  'OS/2': [
    ['u16', 4, ADVANCE, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0],
    ['u16', 0, 0, 0, 0, 0],
    ['u32', 1, 0, 0, 0, 0x20202020],
    ['u16', 0x40, 0, 0xffff, ASCENT, signed(DESCENT), 0, ASCENT, -DESCENT],
    ['u32', 1, 0],
    ['u16', 500, 700, 0, 32, 1],
  ],
  // Format 13 maps a whole range of characters to one glyph.
  cmap: [
    ['u16', 0, 1, 3, 10],
    ['u32', 12],
    ['u16', 13, 0],
    ['u32', 28, 0, 1, 0x20, LAST_CHARACTER, 1],
  ],
  glyf: [...BOX, ...BOX],
  head: [
    ['u32', 0x00010000, 0x00010000, 0, 0x5f0f3cf5],
    ['u16', 3, EM],
    ['u32', 0, 0, 0, 0],
    ['u16', 50, 0, 450, 700, 0, 8, 2, 0, 0],
  ],
  hhea: [
    ['u32', 0x00010000],
    ['u16', ASCENT, signed(DESCENT), 0, ADVANCE, 50, 50, 450, 1, 0, 0, 0, 0, 0, 0, 0, 2],
  ],
  hmtx: [['u16', ADVANCE, 50, ADVANCE, 50]],
  loca: [['u16', 0, BOX_LENGTH / 2, BOX_LENGTH]],
  maxp: [
    ['u32', 0x00010000],
    ['u16', 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  ],
  name: [['u16', 0, 0, 6]],
  post: [
    ['u32', 0x00030000, 0],
    ['u16', 0, 0],
    ['u32', 1, 0, 0, 0, 0],
  ],
};

function bytes(parts: readonly Part[]): Buffer {
  return Buffer.concat(
    parts.map(([kind, ...values]) => {
      const width = kind === 'u16' ? 2 : 4;
      const buffer = Buffer.alloc(values.length * width);
      values.forEach((value, at) => buffer.writeUIntBE(value, at * width, width));
      return buffer;
    }),
  );
}

function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
}
