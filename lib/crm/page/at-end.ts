/** Runs `undo` once what the signal stands for has ended: the script, its route, or the record on screen. */
export function atEnd(signal: AbortSignal, undo: () => void): void {
  signal.addEventListener('abort', undo);
}
