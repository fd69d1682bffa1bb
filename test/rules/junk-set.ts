/** A value as a rep typed it, and whether it says something. */
export type Labelled = { text: string; junk: boolean; language: 'en' | 'de' | 'fr' | 'ja' | 'other' };

const split = (text: string): string[] =>
  text
    .split('|')
    .map((s) => s.trim())
    .filter((s) => s !== '');

const labelled = (junk: boolean, language: Labelled['language'], texts: string): Labelled[] =>
  split(texts).map((text) => ({ text, junk, language }));

/** What stands in for an answer. */
const JUNK: readonly Labelled[] = [
  ...labelled(
    true,
    'en',
    `TBD|tbd|T.B.D.|tbd.|(tbd)|TBD!!|tbd tbd|TBD / TBD|tbd2|TBD - TBD|to be determined|To be confirmed|to be defined|to be advised|To Be Decided|TBC|tba|
     TBD?|*TBD*|[tbd]|<TBD>|tbd...|tbd / tbc|TBD, TBD|N/A|n/a|N.A.|n.a.|na|N / A|n\\a|not applicable|Not Available|not defined|not known yet|not yet known|unknown|
     Unknown.|UNKNOWN|unknown yet|none|None|NONE|none yet|nothing|nothing yet|null|NULL|undefined|nil|NaN|no idea|No idea yet|not sure|not sure yet|dont know|don't know|
     don't know yet|i don't know|idk|IDK.|dunno|test|Test|TEST|test test|test 123|testing|testing 123|Test 2|test123|test deal|TEST DEAL|test opportunity|test account|
     this is a test|just a test|dummy|dummy deal|dummy text|placeholder|Placeholder text|foo|foobar|foo bar|foo bar baz|lorem ipsum|lorem ipsum dolor sit amet|
     bla bla|blah blah|blah blah blah|yada yada|whatever|something|anything|some text|will update|will update later|to update|fill in later|fill this in later|
     update later|add later|to be added|to be filled in|to be updated|will be added later|later|see later|asap tbd|todo|TODO|to do|TODO!!|FIXME|enter text here|
     enter value|type here|select one|Please select|please choose|--None--|- none -|-- select --|choose one|default|example|sample|sample text|string|xxx later|pending tbd`,
  ),
  ...labelled(
    true,
    'other',
    `asdf|ASDF|asdfgh|asdfasdf|asdf asdf|asdf1234|asdfjkl|qwerty|qwertz|azerty|qwer|zxcv|yxcv|jkljkl|sdfsdf|fdsa|lkjh|qazwsx|1qaz2wsx|hjkhjk|dfgdfg|sdfkjh|ksjdhf|
     asdlkfj|sdgfsdg|fghfgh|dsfsdf|gfhgfh|hjkl|uiop|poiuy|mnbvcxz|qweqwe|wqewqe|asdasd|dasdas|sdfg|dfgh|xcvb|xcvxcv|kjhkjh|lkjlkj|fsdfsd|qwe|asd|zxc|
     xxx|XXX|xxxx|xx|x|X X X|aaa|zzz|aaaaaa|AAAA|hhhhh|ababab|abcabcabc|abc|ABC123|abcd|abcdef|abcdefgh|xyz|111|1111|0000|000|123|1234|12345|123456|123456789|987654321|
     ?|??|???|-|--|---|—|.|..|...|…|*|***|/|//|_|___|!!!|✓|#|##|@|+|=|~|(…)|[ ]|( )|,|;|<>|-.-|:)|^^|a|b|1|0|k|
     por definir|pendiente|da definire|onbekend|n.v.t.|nvt|por confirmar|sin datos|no aplica|desconocido|sconosciuto|nessuno`,
  ),
  ...labelled(
    true,
    'de',
    `k.A.|k. A.|K.A.|keine Angabe|Keine Angaben|noch offen|offen|unbekannt|Noch unbekannt|wird nachgereicht|wird noch nachgereicht|N.N.|n.n.|noch zu klären|zu klären|
     wird geklärt|muss noch geklärt werden|Platzhalter|folgt|folgt noch|keine Ahnung|noch nicht bekannt|nicht bekannt|noch nicht festgelegt|noch nicht definiert|nichts|
     noch nichts|keine|später|wird ergänzt|wird noch ergänzt|irgendwas|bitte ausfüllen|bitte wählen|Bitte auswählen|noch eintragen|noch einzutragen|noch ausfüllen|nachtragen|
     trage ich nach|kommt noch|weiß nicht|weiss ich nicht|weiß noch nicht|wird später ergänzt|Testeintrag|nur ein Test|Beispiel|siehe später|entfällt`,
  ),
  ...labelled(
    true,
    'fr',
    `à définir|A DEFINIR|à déterminer|à compléter|À confirmer|à préciser|à voir|à renseigner|à remplir|inconnu|Inconnue|non renseigné|non communiqué|non défini|n.c.|aucun|
     aucune|néant|rien|sans objet|s.o.|pas encore|pas encore défini|pas encore connu|en attente|plus tard|je ne sais pas|ne sait pas|pas d'info|pas d’information|essai|
     à compléter plus tard|à venir|non connu|je sais pas|aucune idée|à mettre à jour|test test|sélectionner|pas encore décidé`,
  ),
  ...labelled(
    true,
    'ja',
    `未定|未確認|未設定|未入力|未記入|未登録|未決定|不明|不詳|なし|無し|特になし|特に無し|該当なし|確認中|要確認|後日|後で|あとで|後日確認|後日連絡|後日入力|テスト|てすと|
     テストです|仮|仮入力|ダミー|わからない|分かりません|わかりません|あああ|ああああ|ーーー|？|、|。|・・・|ＴＢＤ|ｎ／ａ|未定です|まだ未定|確認します|入力予定|同上|空欄|ああ|いいい|あいうえお|ほげ|ほげほげ|ホゲ|なし。`,
  ),
  ...labelled(
    true,
    'en',
    `to be clarified|need to check|N/A - not applicable|n/a n/a|not provided|not entered|nothing to add|unknown at this time|none at the moment|TESTTEST|testtt|test only|please ignore|delete me|T B D|Tbd later|tbd at kickoff|to be completed|will be confirmed later|not filled|no details|No information yet|needs to be checked|pls ignore|N/A yet|tbc later|Not yet determined|none so far|(none)|"n/a"|--tbd--|tset`,
  ),
  ...labelled(
    true,
    'other',
    `hjhjhj|wertzu|fghj|jhgf|asdf;lkj|vbnm|rtzu|qwertyuiop|kkk|......|?!?|xxxxx xxxx|0.0|00|112233|98765|xx xx|XXXXXX|yxcvb|hgfdsa|poiu|rewq|12121212|asdfg hjkl|¿?`,
  ),
  ...labelled(
    true,
    'de',
    `noch unklar|unklar|keine Info|keine Infos|noch keine Info|steht noch aus|steht noch nicht fest|tba.|wird noch bestimmt|noch zu bestimmen|noch in Klärung|zu prüfen|noch nicht klar|wird geprüft|keine Daten|nix|derzeit unbekannt|noch keine Angaben|ist noch offen|k.a`,
  ),
  ...labelled(
    true,
    'fr',
    `inconnu pour le moment|pas défini|rien à signaler|non précisé|à déterminer plus tard|aucune information|à vérifier|pas renseigné|aucune info|non disponible|inconnu à ce jour|pas de réponse`,
  ),
  ...labelled(
    true,
    'ja',
    `未定（後日）|調査中|不明です|なしです|とりあえず|てすてす|ああああああ|未|未確定|決まっていない|特にありません|ありません|確認予定|後ほど|不明（要確認）|ダミーデータ|XXXX株式会社|○○|〇〇〇`,
  ),
];

/** What may mean something, however short or odd. */
const LEGITIMATE: readonly Labelled[] = [
  ...labelled(
    false,
    'en',
    `3M|QA|N/A Ltd|NA|NC|NN|HP|EY|IBM|SAP|BMW|KPMG|HSBC|AAA|III|x.ai|Q2|B2B|K2|4C|ABB|GE|UPS|DHL|ING|AXA|UBS|ADP|CVS|HCL|TCS|MSC|P&G|H&M|J&J|S&P|AT&T|C&A|B&Q|Y Combinator|
     Test & Measurement AG|Testo SE|Tester GmbH|TestRail rollout|Unknown Worlds Inc|None of the above options fit; call Kim|Null Island Labs|Foo Fighters|Foo Bar Brewing Co|Todoist|
     Todo Group e.V.|Dummy load supply Ltd|Default Risk Ltd|Placeholder Studios|Blah Airlines|Wert|Power|Tata|Bora Bora|couscous|Asda|REWE|tartar|Baden-Baden|Duran Duran|Wagga Wagga|
     Flash|Glass|Dallas|Alaska|Falk|Jagd|Brno|Krk|rhythm|Lynx|Gryff|Ng|Wu|Kim|Jo|Li|Bo|Al|Ed|Ida|Ava|Ada|Otto|Anna|Hannah|Bob|Nan|Nana|Coco|Lulu|Mimi|Zsa Zsa|Yo-Yo Ma|
     Call with Kim on Friday|Demo|Send proposal|Follow up with legal on the DPA|Email|Kick-off|POC|MSA|NDA|SOW|RFP|RFI|LOI|PO|SSO|API|SLA|ERP|CRM|Pilot|Price|Budget|Security|Legal|Timing|
     Wait for the board on 3 March|TBD by Kim after the board on Friday|Test phase starts Monday|Testing with two plants in May|Unknown caller is the CFO, ring back|To be signed by Ann on 4 May|
     Later stage: legal review|Nothing blocks us but the DPA|No idea yet who signs: ask Kim on Monday|None of their three vendors integrates|Update the quote, then call Lena|
     2026|365|24/7|911|1st|007|42|100|25|1900|8021|30303|2024-06-15|Q3 2026|FY27|v2|1.5|10x|A1|B12|M365|AS400|D365|S4|5S|6S|X1|XC40|X-Rite|XX Legion Park|XO|XL|XXL|AAA Towing|
     Abc Supply Co|XYZ Robotics|QWERTY Keyboards Inc|Asdfghjkl Films|Lorem AG|Blake|Laterooms|x-ray|A/B test|a1|C++|C#|.NET|E.ON|O2|L'Oréal|Yum!|Yahoo!|Noneto|Naval|Nadia|Nathan|
     yes|no|ok|done|won|lost|high|low|maybe|Yes|No|Monday|tomorrow|asap|waiting|open|in progress|see notes|call|pricing|NPS|ROI|cost|speed|quality|growth|churn|audit|GDPR|SOC 2|ISO 27001|
     aye|Eiffage|Aaron|Aachen|Isaac|Lee|Lloyd|Moo|Zoom|Boo Hoo Group|Papa John's|Dodo|Bobo|Toto|Jojo|Kaka|Pepe|Gigi|Fifi|Kiki|Vivi`,
  ),
  ...labelled(
    false,
    'de',
    `Offene Posten klären|Offenbach|Keine Einwände mehr|Unbekannte Brauerei GmbH|Nachverhandlung|Folgeauftrag|Folgt der Empfehlung des Vorstands|Test AG & Co. KG|Angebot|Vertrag|
     Termin am Dienstag|Herr Öz|Frau Ng|Ulm|Au|Aue|Ahaus|EDEKA|dm|OBI|VW|BASF|Bahn|Post|Klinik|Stadtwerke|Preis|Laufzeit|Zeit|Geld|Ja|Nein|ja|erledigt|MwSt|AGB|IT-Leiter|GF|CFO|Prokurist|
     Keiner außer Frau Lang entscheidet|Später als Mai geht nicht|Nichts spricht dagegen|Ede Wert|Asse II|Hessen|Messe|Kasse|Dass wir im Mai liefern`,
  ),
  ...labelled(
    false,
    'fr',
    `À la carte|Inconnu Studios|Rienzi|Aucun doute sur le budget|Devis|Démo|Rappeler lundi|Contrat signé|DSI|PDG|DAF|DG|RH|SNCF|EDF|LVMH|BNP|TF1|M6|Pau|Eu|Ys|Oui|Non|Prix|Délai|Qualité|
     À définir avec M. Petit jeudi|En attente de la signature du DAF|Rien ne bloque sauf le RGPD|À voir avec la DSI le 3 mai|Essai de trois mois chez Renault|Bonbon|Dada|Nini|Cocorico`,
  ),
  ...labelled(
    false,
    'ja',
    `林|王|李さん|次回デモ|見積提出|田中部長に電話|未来工業|テスト工業株式会社|東京|東芝|日立|森|関|乃木坂|なし狩り農園|なしの花産業|ＮＥＣ|ＮＴＴ|全日空|仮設工業|不二家|未来屋書店|来週訪問|
     契約書送付|部長承認待ち|予算確保済み|稟議中|価格|納期|品質|佐々木|ささき|もも|ももクロ|みずほ|ナナ|ココイチ|確認事項を田中様へ送付|後日、見積書を持参`,
  ),
  ...labelled(
    false,
    'other',
    `Acme|Pfizer|Xerox|Exxon|Zzzquil launch|IIJ|Aaa Baden|Ppg|Sssd|Llbean|Grrr Records|Brrr Ice|Psst Media|Hmm Films|Shhh Hotels|Tzz Kft|Čez|Škoda|Łódź|Århus|Ørsted|Gdańsk|Brno-Židenice|
     Грант|Сбер|Яндекс|Газ|三菱|삼성|현대|한국|ОАО|ПАО|Αθήνα|תל אביב|شركة|กรุงเทพ|@kim|#1 Kitchens|99|1&1|7-Eleven|8x8|3i|4chan|37signals|23andMe|1Password|6sense|5N Plus|0Chain`,
  ),
  ...labelled(
    false,
    'en',
    `Wrap up with Jo|PO sent|Signed|Q4 board|CFO ok|SSO + SCIM|two plants|Test of the pump, week 12|Sample batch approved|Default: net 30|Example customer visit at Linz|Not before May|No PO, no start|Will check in with Jo on Tuesday|Unset pricing from 2024|No-code pilot|Zero|Test & Trace|Fred|Reed|Ted|Dede|Sasa|Fada|Gala|Halal|Jaffa|Lada|Testa|Noto|Nix Biosensors|Nico|Toba|Tab|TBS|TBWA|TCB|NASA|Nala|Soso|Momo|Yuyu|Wabi|Wasd Gaming|Asd group|Sdf Parade`,
  ),
  ...labelled(
    false,
    'de',
    `Graz|Linz|Wels|Steyr|Bonn|Jena|Gera|Kuka|Dürr|Bosch|Voith|TÜV|ADAC|R+V|EnBW|RWE|Aldi|Lidl|Muss der Betriebsrat zustimmen|Noch drei Fragen zum SLA|Offen ist nur der Preis|Keine Option außer SAP|Ist der Vorstand dafür?|Zu teuer|Wird am 3. Mai unterschrieben|Offen & Ehrlich GmbH|Unbekannt verzogen: neue Adresse prüfen`,
  ),
  ...labelled(
    false,
    'fr',
    `Rien sauf le prix|Attente du bon de commande|Aucun frein côté DSI|Dijon|Reims|Nîmes|Notre Dame|Pas-de-Calais|A voir lundi avec Luc|Non, le DAF refuse|Aucune objection`,
  ),
  ...labelled(
    false,
    'ja',
    `見積済|発注|鈴木|渡辺様|月末訪問|デモ済み|稟議待ち|不明点は森様へ確認|京セラ|味の素|確定|なし崩し|特になし→部長承認済|中村|中外製薬|未来|後藤|仮契約締結`,
  ),
  ...labelled(false, 'other', `Ayr|Oz|Cobb|Zaza|Hoho Foods|ASML|NXP|Arm|AMD|KLA|Fanuc|0.5|0.0.1`),
];

export const JUNK_SET: readonly Labelled[] = [...JUNK, ...LEGITIMATE];
