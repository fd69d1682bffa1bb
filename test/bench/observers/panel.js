// Marks, in the browser's own trace, when an assessment is in the panel's document, and every message to the worker.
let shown = '';

/** What of an assessment a person would see: nothing while the page has not made the frame large enough. */
const useful = () => {
  const pill = document.querySelector('.pill');
  if (pill) return /\bgaps?\b/i.test(pill.textContent) && fits(pill) ? 'pill' : '';
  const open = document.querySelector('.panel .see') && window.innerHeight >= 200;
  return open ? (document.querySelector('.panel .header-title')?.textContent ?? '') : '';
};
const fits = (element) => {
  const { right, bottom } = element.getBoundingClientRect();
  return right <= window.innerWidth + 1 && bottom <= window.innerHeight + 1;
};
const look = () => {
  const now = useful();
  if (now === shown) return;
  shown = now;
  if (now !== '') performance.mark(`bench:judged:${now}`);
};
new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
window.addEventListener('resize', look);

for (const name of ['sendMessage', 'connect']) {
  const call = chrome.runtime[name].bind(chrome.runtime);
  chrome.runtime[name] = (...args) => {
    performance.mark(`bench:message:${name}`);
    return call(...args);
  };
}
