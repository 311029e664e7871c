// Follows an event stream over fetch, which, unlike EventSource, can send a token. Comes back after the last id it has.

const PAUSE = 1000;

/** Calls handlers[event](data) until the signal aborts or the stream says that there will be no more. */
export async function follow(path, token, signal, handlers, connection) {
  let last = "";
  while (!signal.aborted) {
    try {
      const resume = last ? { "Last-Event-ID": last } : {};
      const answer = await fetch(path, { signal, headers: { Authorization: `Bearer ${token}`, ...resume } });
      if (answer.status === 204 || answer.status === 401 || answer.status === 404) {
        return;
      }
      if (answer.ok) {
        connection("live", "live");
        await read(answer.body, (event) => {
          last = event.id || last;
          handlers[event.name]?.(JSON.parse(event.data));
        });
      }
    } catch (broken) {
      if (signal.aborted) {
        return;
      }
    }
    connection("wait", "reconnecting");
    await new Promise((again) => setTimeout(again, PAUSE));
  }
}

async function read(body, take) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    blocks.map(parse).filter((event) => event.name).forEach(take);
  }
}

function parse(block) {
  const event = { id: "", name: "", data: "" };
  for (const line of block.split("\n")) {
    if (line.startsWith("id: ")) event.id = line.slice(4);
    if (line.startsWith("event: ")) event.name = line.slice(7);
    if (line.startsWith("data: ")) event.data = line.slice(6);
  }
  return event;
}
