import type { PackError } from './pack-error';

/**
 * An error as people read it: where, what, the line it is in with the offending text underlined, and what to write instead.
 * `file` names the document.
 */
export function errorText(error: PackError, file?: string): string {
  const { message, hint } = error;
  return [
    `${whereOf(error, file)}: ${message}`,
    ...underlined(error),
    ...(hint === undefined ? [] : [`  ${hint}`]),
  ].join('\n');
}

function whereOf({ pack, path, place }: PackError, file: string | undefined): string {
  const document = file ?? pack;
  const at = place === undefined ? document : `${document}:${place.line}:${place.column}`;
  return [at, path].filter((part) => part !== '').join(' ') || 'pack';
}

function underlined({ source, position }: PackError): string[] {
  if (source === undefined || position === undefined) return [];
  const line = source.split('\n')[position.line - 1] ?? '';
  const start = position.column - 1;
  const length = Math.max(1, Math.min(position.end - position.start, line.length - start));
  // Tabs stay tabs, so that the marks stand below what they mark.
  const indent = line.slice(0, start).replace(/[^\t]/g, ' ');
  return [`  ${line}`, `  ${indent}${'^'.repeat(length)}`];
}
