const SHOWN_FOR = 4000;

/** `kind` is how the toast says whether it went well. */
export function toast(text, kind = 'success') {
  const message = document.createElement('div');
  message.className = `slds-notify slds-theme--${kind} forceToastMessage`;
  message.dataset.key = kind;
  const words = message.appendChild(document.createElement('span'));
  words.className = 'toastMessage forceActionsText';
  words.textContent = text;
  document.querySelector('.forceToastManager').append(message);
  setTimeout(() => message.remove(), SHOWN_FOR);
}
