/** A call to a sign-in server. */
type SignInRequest = { method: 'POST'; url: string; headers: Record<string, string>; body: string };

/** Sends it; rejects only when nothing was reached. */
export type Send = (request: SignInRequest) => Promise<{ status: number; body: string }>;
