/** @param {{ type: string }} field @param {unknown} value as stored @returns {unknown} as the REST API sends it */
export function shown({ type }, value) {
  if (value === null || value === undefined) return null;
  if (type === 'boolean') return value === 1;
  if (type === 'datetime') return `${new Date(value).toISOString().slice(0, 23)}+0000`;
  return value;
}

/** @param {string} version @param {string} object @param {string} id */
export const attributes = (version, object, id) => ({
  type: object,
  url: `/services/data/${version}/sobjects/${object}/${id}`,
});
