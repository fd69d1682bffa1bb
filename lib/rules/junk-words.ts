function words(list: string): string[] {
  return list.split('|').map((word) => word.trim());
}

/** Texts that stand in for an answer, in plain form with punctuation as single spaces: `n a` is "n/a", "N.A.", "(n. a.)". */
export const PLACEHOLDERS: ReadonlySet<string> = new Set([
  // English
  ...words(`tbd | t b d | tbc | t b c | tba | t b a | na | n a | n r | to be determined | to be defined |
    to be confirmed | to be announced | to be decided | to be discussed | to be added | to be filled |
    to be filled in | to do | todo | test | testing | test test | test deal | test opportunity | test account |
    test contact | just testing | dummy | none | none yet | not yet | nothing | nothing yet | no one |
    no one yet | nobody | nobody yet | nil | null | undefined | unknown | not known | not known yet |
    not yet known | unsure | not sure | no idea | dont know | don t know | i don t know | idk | dunno |
    not applicable | not available | not defined | not set | not specified | unspecified | no data | no info |
    no information | blank | empty | placeholder | default | foo | foobar | foo bar | foo bar baz | lorem ipsum |
    blah | bla | bla bla | blah blah | whatever | something | anything | some text | text | will update |
    will update later | update later | to update | fill in | fill in later | fill later | add later |
    will add later | later | see later | asd | qwe | zxc | jkl | sdf | dfg | fgh | abc | abcd | xyz | wip | tbh | to be advised | to be updated |
    will be added later | fill this in later | unknown yet | no idea yet | not sure yet | dont know yet | don t know yet |
    this is a test | just a test | dummy deal | dummy text | yada yada | fixme | enter text here | enter value | type here |
    select one | please select | please choose | choose one | example | sample | sample text | 123`),
  // German
  ...words(`k a | keine angabe | keine angaben | keine | keiner | nichts | noch nichts | noch keine | noch keiner |
    noch offen | offen | unbekannt | noch unbekannt | nicht bekannt | noch nicht bekannt | n n | n b | folgt |
    folgt noch | wird nachgereicht | wird noch nachgereicht | wird erganzt | wird noch erganzt | zu klaren |
    noch zu klaren | wird geklart | wird noch geklart | muss noch geklart werden | zu definieren |
    noch zu definieren | entfallt | platzhalter | spater | noch nicht | noch nicht festgelegt | nicht festgelegt |
    nicht definiert | keine ahnung | irgendwas | bitte ausfullen | bitte wahlen |
    bitte auswahlen | noch nicht definiert | noch eintragen | noch einzutragen | noch ausfullen | nachtragen |
    trage ich nach | kommt noch | weiß nicht | weiss nicht | weiß ich nicht | weiss ich nicht | weiß noch nicht |
    weiss noch nicht | wird spater erganzt | testeintrag | nur ein test | beispiel | siehe spater`),
  // French
  ...words(`a definir | a determiner | a completer | a confirmer | a preciser | a voir | a venir | a renseigner |
    a remplir | inconnu | inconnue | non defini | non definie | non renseigne | non renseignee | non communique |
    n c | aucun | aucune | neant | rien | sans objet | s o | pas encore | pas encore defini | pas encore connu |
    en attente | plus tard | je ne sais pas | ne sait pas | pas d info | pas d information | non connu | essai |
    a completer plus tard | je sais pas | aucune idee | a mettre a jour | selectionner | pas encore decide`),
  // Japanese
  ...words(`未定 | 未確認 | 未設定 | 未入力 | 未記入 | 未登録 | 未決定 | 未詳 | 不明 | 不詳 | なし | 無し | 無 | 特になし | 特に無し | 該当なし | 該当無し | 確認中 | 要確認 |
    確認待ち | 後日 | 後で | あとで | 後日確認 | 後日連絡 | 後日記入 | 後日入力 | テスト | てすと | 仮 | 仮入力 | ダミー | わからない | 分からない | わかりません | 空欄 |
    同上 | ー | まだ | まだ未定 | 入力予定 | 調査中 | 検討予定 | 確認予定 | 未確定 | 決まっていない | 決まっていません |
    特にありません | ありません | 後ほど | ダミーデータ | とりあえず | てすてす | 未 | テストです | 分かりません | 未定です | 確認します | ああ | あいうえお | ほげ | ほげほげ | ホゲ`),
  // Spanish, Italian, Portuguese, Dutch
  ...words(`por definir | por determinar | por confirmar | pendiente | sin datos | sin definir | no se | no aplica |
    desconocido | ninguno | ninguna | nada | da definire | da confermare | nessuno | nessuna | sconosciuto |
    niente | nulla | prova | nao sei | nao definido | desconhecido | n v t | nvt | onbekend | geen |
    nog niet bekend | volgt | nader te bepalen`),
]);

/** Texts too vague for a field whose answer matters: junk only where a pack asks to be strict. */
export const VAGUE: ReadonlySet<string> = new Set(
  words(`yes | no | ok | okay | done | same | ditto | see notes | see note | see above | see below | see email | soon |
    asap | pending | in progress | ongoing | open | waiting | call | email | follow up | followup |
    follow up soon | check | check in | touch base | maybe | various | other | others | misc | several |
    customer | client | contact | nn | nc | ka | so | nb | ja | nein | erledigt | siehe notizen | siehe oben |
    nachfassen | anrufen | in arbeit | laufend | vielleicht | diverse | sonstiges | kunde | oui | non |
    voir notes | relancer | en cours | appeler | divers | peut etre | client final | 検討中 | 調整中 | 対応中 | 進行中 | はい |
    いいえ | 連絡待ち | 要連絡 | その他 | 電話 | フォロー`),
);
