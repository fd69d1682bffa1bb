/**
 * Seconds of the keystroke-level model (Card, Moran and Newell 1980, "The keystroke-level model for user performance time with
 * interactive systems"): a key of an average skilled typist, pointing with the mouse, pressing or releasing its button, a hand
 * moved between mouse and keyboard, and making up one's mind. Waiting for the machine is left out, on both sides.
 */
const SECONDS = { key: 0.2, point: 1.1, button: 0.1, home: 0.4, think: 1.35 };

/** A rep's hands on a page: does what it is told, and counts it. They begin on the mouse. */
export function handsOn(page) {
  const done = { clicks: 0, keys: 0, seconds: 0 };
  let at = 'mouse';
  const take = (device) => {
    if (device !== at) done.seconds += SECONDS.home;
    at = device;
  };
  const pressed = (keys) => {
    take('keyboard');
    done.keys += keys;
    done.seconds += keys * SECONDS.key;
  };
  return {
    done,
    /** Once for each field and each command, as the model asks: what is next? */
    think: () => {
      done.seconds += SECONDS.think;
    },
    click: async (locator) => {
      take('mouse');
      done.clicks += 1;
      done.seconds += SECONDS.point + 2 * SECONDS.button;
      await locator.click();
    },
    /** Keys held together count each. */
    press: async (keys) => {
      pressed(keys.split('+').length);
      await page.keyboard.press(keys);
    },
    type: async (text) => {
      pressed([...text].length);
      await page.keyboard.type(text);
    },
  };
}
