const SHOWN_FOR = 4000;

export function toast(text) {
  const message = document.createElement('div');
  message.className = 'forceToastMessage';
  const words = message.appendChild(document.createElement('span'));
  words.className = 'toastMessage forceActionsText';
  words.textContent = text;
  document.querySelector('.forceToastManager').append(message);
  setTimeout(() => message.remove(), SHOWN_FOR);
}
