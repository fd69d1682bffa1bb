import { describe, expect, test } from 'vitest';
import { junkReason } from '@/lib/rules/junk';

const split = (text: string): string[] => text.split('|').map((s) => s.trim());

const JUNK = split(
  `TBD|tbd|T.B.D.|tbd.|(tbd)|TBD!!|tbd tbd|TBD / TBD|tbd2|TBC|to be determined|To be confirmed|to be defined|asdf|ASDF|asdfgh|asdfasdf|asdf1234|
   qwerty|qwertz|azerty|qwer|zxcv|yxcv|jkljkl|sdfsdf|fdsa|lkjh|qazwsx|1qaz2wsx|hjkhjk|dfgdfg|sdfkjh|ksjdhf|asdlkfj|xxx|XXX|xxxx|xx|aaa|zzz|aaaaaa|
   ababab|abcabcabc|111|0000|123456|12345|n/a|N/A|N.A.|n.a.|na|test|Test|TEST|test test|testing|Test 2|test123|?|??|???|-|--|—|.|..|...|…|*|/|_|
   !!!|✓|todo|TODO|to do|unknown|Unknown.|not known yet|none|None|none yet|nothing|null|undefined|not applicable|no idea|not sure|dummy|placeholder|
   foo|foobar|lorem ipsum dolor sit amet|bla bla|blah blah|xxx xxx|asdf test|will update later|later|x|a|1|abc|xyz|
   k.A.|k. A.|keine Angabe|noch offen|unbekannt|wird nachgereicht|N.N.|noch zu klären|Platzhalter|folgt noch|keine Ahnung|noch nicht bekannt|
   à définir|A DEFINIR|à déterminer|à compléter|inconnu|non renseigné|n.c.|aucun|néant|sans objet|pas encore|en attente|je ne sais pas|
   未定|未確認|不明|なし|特になし|該当なし|確認中|テスト|あああ|ーーー|？|、|後日|ダミー|ＴＢＤ|ｎ／ａ|por definir|pendiente|da definire|onbekend|n.v.t.`,
);

const LEGITIMATE = split(
  `3M|QA|N/A Ltd|NA|NC|NN|HP|EY|IBM|SAP|BMW|KPMG|HSBC|AAA|III|x.ai|Q2|B2B|K2|4C|ABB|Test & Measurement AG|Testo SE|Tester GmbH|TestRail rollout|
   Unknown Worlds Inc|None of the above options fit; call Kim|Null Island Labs|Foo Fighters|Todoist|Todo Group e.V.|Wert|Power|Tata|Bora Bora|couscous|Asda|REWE|tartar|
   Baden-Baden|Duran Duran|Wagga Wagga|Flash|Glass|Dallas|Alaska|Falk|Jagd|Brno|Krk|rhythm|Lynx|Gryff|Ng|Wu|O|
   Call with Kim on Friday|Demo|Send proposal|Follow up with legal on the DPA|Email|Kick-off|POC|MSA|NDA|SOW|RFP|
   Wait for the board on 3 March|2026|365|24/7|911|1st|007|42|100|2024-06-15|Kim|Jo|Li|Bo|Al|Ed|林|王|李さん|次回デモ|見積提出|田中部長に電話|未来工業|テスト工業株式会社|
   Offene Posten klären|Keine Einwände mehr|Unbekannte Brauerei GmbH|Nachverhandlung|À la carte|Inconnu Studios|Rienzi|Aucun doute sur le budget|
   Noneto|Naval|Nadia|Nathan|Abc Supply Co|XYZ Robotics|QWERTY Keyboards Inc|Asdfghjkl Films|Lorem AG|Blake|Laterooms|x-ray|A/B test|a1|C++|S&P|L'Oréal|AT&T|Yum!|Yahoo!`,
).filter((v) => v !== 'O');

describe('junk', () => {
  test.each(JUNK)('%s says nothing', (text) => {
    expect(junkReason(text)).not.toBeNull();
  });

  test.each(LEGITIMATE)('%s may mean something', (text) => {
    expect(junkReason(text)).toBeNull();
  });

  test('the set is large enough to mean something', () => {
    expect(JUNK.length).toBeGreaterThanOrEqual(120);
    expect(LEGITIMATE.length).toBeGreaterThanOrEqual(100);
  });

  test.each([
    ['TBD', 'placeholder'],
    ['asdf', 'keyboardMash'],
    ['xxx', 'repeated'],
    ['?', 'punctuation'],
    ['x', 'tooShort'],
    ['tbd / asdf', 'placeholder'],
  ])('%s: %s', (text, reason) => {
    expect(junkReason(text)).toBe(reason);
  });

  test.each([
    ['follow up', 'vague'],
    ['Yes', 'vague'],
    ['検討中', 'vague'],
    ['TBD with Kim', 'placeholder'],
    ['NA', 'placeholder'],
    ['jo', 'tooShort'],
  ])('strict also takes %s: %s', (text, reason) => {
    expect(junkReason(text)).toBeNull();
    expect(junkReason(text, { mode: 'strict' })).toBe(reason);
  });

  test.each(['3M', 'QA', 'IBM', 'SAP', 'HP', 'Call Kim on Friday about the DPA', 'Kim Lee', '林'])(
    'strict leaves %s alone',
    (text) => {
      expect(junkReason(text, { mode: 'strict' })).toBeNull();
    },
  );

  test('blank is empty, not junk', () => {
    expect([junkReason(''), junkReason('   ')]).toEqual([null, null]);
  });

  test('long texts are looked at quickly', () => {
    const start = performance.now();
    for (const text of ['a'.repeat(10_000), 'ab'.repeat(5_000), 'lorem ipsum '.repeat(800), 'word '.repeat(2_000)])
      junkReason(text);
    expect(performance.now() - start).toBeLessThan(200);
    expect(junkReason('a'.repeat(10_000))).toBe('repeated');
    expect(junkReason('We met the buyer. '.repeat(500))).toBeNull();
  });
});
