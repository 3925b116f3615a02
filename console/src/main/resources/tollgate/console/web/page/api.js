// What the server says. A failure has the server's own line, or says that there is no server.
export class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export async function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(parameters).toString();
  let response;
  try {
    response = await fetch(query ? `${path}?${query}` : path, {signal, headers: {accept: 'application/json'}});
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Failure('offline', 'The console does not answer: start it again, or wait until it is back.');
  }
  if (response.status === 401) dispatchEvent(new Event('login'));
  const body = await response.json().catch(() => null);
  if (!response.ok || body === null) {
    throw new Failure(body?.error ?? 'failed', body?.message ?? `the console answers ${response.status}`);
  }
  return body;
}
