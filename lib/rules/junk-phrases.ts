import { PLACEHOLDERS } from './junk-words';

const any = (words: string): string => `(?:${words.trim().split(/\s+/).join('|').replaceAll('_', ' ')})`;

/** Phrases that put an answer off, in plain form with single spaces; each language says it in a few fixed ways. */
const PHRASES = new RegExp(
  `^(?:${[
    // to be clarified · will be added · needs to be filled in
    `${any('to_be needs_to_be need_to_be has_to_be must_be will_be still_to_be yet_to_be')} ${any(
      `determined defined confirmed announced decided discussed added filled filled_in filled_out updated completed clarified
     checked verified advised provided entered specified set assigned identified evaluated agreed investigated`,
    )}`,
    // not provided · not yet specified
    `${any('not not_yet not_been not_really')} ${any(
      'determined defined provided entered specified known set available applicable given filled filled_in disclosed assigned identified clear maintained relevant',
    )}`,
    `${any('no not_any')} ${any('data info infos information details detail idea answer value entry input clue news comment comments update')}`,
    `nothing(?: ${any('to_add to_report to_say to_note known here special')})?`,
    `${any('to need_to needs_to have_to must will')} ${any('check confirm verify clarify find_out look_up fill_in add_this update_this')}`,
    `(?:un)${any('known clear decided defined specified determined set')}`,
    `test(?: ${any('only entry record data value please_ignore ignore')})?`,
    any('please_ignore ignore_this delete_me please_delete do_not_use'),
    // noch unklar · steht noch nicht fest · wird noch bestimmt · muss geklärt werden
    `(?:${any('nicht noch_nicht')} )${any(
      'bekannt definiert festgelegt geklart entschieden bestimmt vorhanden verfugbar ausgefullt angegeben erfasst eingetragen gepflegt relevant klar',
    )}`,
    any(
      'in_klarung unklar unbekannt offen ungeklart unbestimmt undefiniert steht_aus steht_noch_aus steht_nicht_fest steht_noch_nicht_fest',
    ),
    `${any('wird zu ist_zu muss')} (?:noch )?${any(
      `definieren klaren bestimmen prufen erganzen erfragen nachgereicht erganzt geklart bestimmt definiert gepruft
     festgelegt nachgetragen eingetragen ausgefullt erfragt entschieden bekannt`,
    )}(?: werden)?`,
    `${any('keine kein')} ${any('angabe angaben info infos information informationen daten ahnung details eintrag auskunft werte wert')}`,
    // à déterminer · non précisé · aucune information
    `a ${any('definir determiner completer confirmer preciser renseigner remplir clarifier verifier valider saisir mettre_a_jour ajouter evaluer')}`,
    `${any('non pas')} ${any('defini definie connu connue precise precisee renseigne renseignee communique determine specifie saisi disponible applicable complete rempli')}`,
    `${any('aucun aucune pas_d pas_de')} ${any('info infos information informations donnee donnees idee precision detail reponse valeur')}`,
    `rien(?: ${any('a_signaler a_dire a_ajouter de_special')})?`,
  ].join('|')})$`,
);

/** Words around a phrase that change nothing: not yet, for now, so far. */
const FILLERS = new RegExp(
  `^${any('still currently as_yet ist_noch noch bisher derzeit aktuell momentan encore toujours')} | ${any(
    `yet later still soon currently now for_now so_far at_this_time at_this_point at_the_moment at_present
     noch bisher derzeit aktuell momentan spater demnachst im_moment zurzeit pour_le_moment pour_l_instant a_ce_jour plus_tard encore`,
  )}$`,
);

/** The words with which all that may begin: most texts are done with after the first. */
const STARTS: ReadonlySet<string> = new Set(
  [
    ...[...PLACEHOLDERS].map((text) => text.split(' ')[0] ?? ''),
    ...`to needs need has have must will still yet as not no nothing unknown unclear undecided undefined unspecified
        undetermined unset test please ignore delete do nicht noch in ist unklar unbekannt offen ungeklart unbestimmt
        undefiniert steht wird zu muss keine kein a non pas aucun aucune rien currently bisher derzeit aktuell momentan
        encore toujours`.split(/\s+/),
  ].filter((word) => word !== ''),
);

/** Polite endings of Japanese that leave what is said as it is. */
const ENDINGS = /(?:です|でした|だ|ですね|のため|とのこと|中です)$/;

/** Whether a text in plain form, with single spaces, does nothing but put the answer off. */
export function putsOff(plain: string): boolean {
  const space = plain.indexOf(' ');
  if (space < 0) return isPhrase(plain) || PLACEHOLDERS.has(plain.replace(ENDINGS, ''));
  if (!STARTS.has(plain.slice(0, space))) return false;
  if (isPhrase(plain)) return true;
  const shorter = plain.replace(FILLERS, '');
  return shorter !== plain && shorter !== '' && putsOff(shorter);
}

function isPhrase(plain: string): boolean {
  return PLACEHOLDERS.has(plain) || PHRASES.test(plain);
}
