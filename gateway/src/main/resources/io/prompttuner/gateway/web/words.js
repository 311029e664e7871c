// Numbers and times as people read them, and elements to hold them.

/** An element; width and tone are no attributes: the page's policy allows no inline style. */
export function el(tag, { width, tone, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  if (width) element.style.width = width;
  if (tone) element.dataset.tone = tone;
  element.append(...children);
  return element;
}

/** Gives an element other children. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat());
}

/** Three digits that count. */
export function number(value) {
  if (value === undefined || value === null) return "–";
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

/** What a target is of. */
export function measure(metric) {
  return { "token-f1": "token F1", "rouge-l": "ROUGE-L" }[metric] ?? metric;
}

/** Seconds as 0.25 s, 42 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function span(seconds) {
  const s = Math.abs(seconds);
  if (s < 10) return `${Number(s.toPrecision(2))} s`;
  if (s < 60) return `${Math.round(s)} s`;
  const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  const first = units.findIndex(([, size]) => s >= size);
  const [big, small] = [units[first], units[first + 1]];
  const rest = Math.floor((s % big[1]) / small[1]);
  return `${Math.floor(s / big[1])} ${big[0]}${rest ? ` ${rest} ${small[0]}` : ""}`;
}

export function time(instant) {
  const at = new Date(instant);
  const today = at.toDateString() === new Date().toDateString();
  return today ? at.toLocaleTimeString() : at.toLocaleString();
}

export function cost(gpuSeconds) {
  return `${number(gpuSeconds)} GPU s`;
}

/** Time left, or how a promise came out. */
export function deadline(job, now) {
  const left = (Date.parse(job.deadline) - now) / 1000;
  if (job.verdict) {
    return { text: job.verdict, more: time(job.deadline), late: job.verdict === "missed" };
  }
  return left >= 0
    ? { text: `${span(left)} left`, more: time(job.deadline), late: false }
    : { text: `${span(left)} late`, more: time(job.deadline), late: true };
}

/** When it will be done, with the band that should hold 80 % of the outcomes; a job that waits gets no nearer to it. */
export function forecast(job, now) {
  const known = job.forecast;
  if (!known || job.verdict) return { text: "–", more: "" };
  const chance = `${Math.round(100 * known.meets)} % on time`;
  if (!known.finish) return { text: "not expected to get there", more: chance };
  const runs = job.state === "running";
  const passed = runs ? (now - Date.parse(known.madeAt)) / 1000 : 0;
  const at = (steps) => Math.max(0, Math.round((steps - known.step) * known.stepSeconds - passed));
  const [low, high] = [at(known.lowSteps), at(known.highSteps)];
  if (high === 0) return { text: "any moment", more: chance };
  const band = low === high ? span(high) : `${span(low)} to ${span(high)}`;
  return { text: runs ? `in ${band}` : `${band} of work`, more: chance };
}
