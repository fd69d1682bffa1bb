/** A symmetric matrix of size n × n, row by row; only the lower triangle is read. */
export type Square = { n: number; at: Float64Array };

export function square(n: number): Square {
  return { n, at: new Float64Array(n * n) };
}

/** Factors A = L Lᵀ in place (lower triangle). False when A is not positive definite. */
export function cholesky({ n, at }: Square): boolean {
  for (let j = 0; j < n; j++) {
    const jn = j * n;
    for (let i = j; i < n; i++) {
      const row = i * n;
      let sum = at[row + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (at[row + k] ?? 0) * (at[jn + k] ?? 0);
      if (i > j) at[row + j] = sum / (at[jn + j] ?? 1);
      else if (sum > 0) at[jn + j] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves L Lᵀ x = b in place of b. */
export function solve({ n, at }: Square, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (at[i * n + k] ?? 0) * (b[k] ?? 0);
    b[i] = sum / (at[i * n + i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= (at[k * n + i] ?? 0) * (b[k] ?? 0);
    b[i] = sum / (at[i * n + i] ?? 1);
  }
}

/** The inverse of L Lᵀ, both triangles. */
export function inverse({ n, at }: Square): Square {
  // Row j holds column j of L⁻¹, so that every inner loop runs along rows.
  const half = square(n).at;
  for (let j = 0; j < n; j++) {
    half[j * n + j] = 1 / (at[j * n + j] ?? 1);
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= (at[i * n + k] ?? 0) * (half[j * n + k] ?? 0);
      half[j * n + i] = sum / (at[i * n + i] ?? 1);
    }
  }
  const out = square(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += (half[i * n + k] ?? 0) * (half[j * n + k] ?? 0);
      out.at[i * n + j] = sum;
      out.at[j * n + i] = sum;
    }
  }
  return out;
}
