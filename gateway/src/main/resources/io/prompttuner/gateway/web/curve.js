// The loss curve as a picture: training loss, held-out evaluations, the target, and where the forecast sees it met.

const NS = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 260, 44, 14, 14, 30];
const MOST_POINTS = 400;

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(NS, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

/** Round numbers that part a range in about this many. */
function ticks(most, about) {
  const rough = most / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((size) => size >= rough);
  return Array.from({ length: Math.floor(most / step) + 1 }, (unused, i) => Number((i * step).toPrecision(6)));
}

/** At most so many points, each the mean of its stretch, so that a long curve keeps its shape. */
function thinned(points) {
  if (points.length <= MOST_POINTS) return points;
  const size = Math.ceil(points.length / MOST_POINTS);
  const mean = (part, i) => part.reduce((sum, point) => sum + point[i], 0) / part.length;
  return Array.from({ length: Math.ceil(points.length / size) }, (unused, i) => points.slice(i * size, (i + 1) * size))
    .map((part) => [mean(part, 0), mean(part, 1)]);
}

export function curve(steps, judged, status) {
  const band = status.verdict ? undefined : status.forecast;
  const lastStep = Math.max(10, status.step, ...steps.slice(-1).map(([step]) => step));
  const right = Math.min(Math.max(status.maxSteps, lastStep), Math.max(lastStep, band?.highSteps ?? 0) * 1.04);
  const byLoss = status.target.metric === "loss";
  const top = 1.05 * Math.max(0.1, byLoss ? status.target.value : 0, ...thinned(steps).map(([, loss]) => loss), ...judged.map(([, loss]) => loss));
  const x = (step) => LEFT + ((WIDTH - LEFT - RIGHT) * Math.min(step, right)) / right;
  const y = (loss) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - loss / top);
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-labelledby": "curve-text" });

  for (const tick of ticks(top, 4)) {
    picture.append(svg("line", { class: "grid", x1: LEFT, x2: WIDTH - RIGHT, y1: y(tick), y2: y(tick) }));
    picture.append(svg("text", { x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end" }, String(tick)));
  }
  for (const tick of ticks(right, 6)) {
    picture.append(svg("text", { x: x(tick), y: HEIGHT - 10, "text-anchor": "middle" }, String(tick)));
  }
  if (band) {
    const [low, high] = [x(band.lowSteps), x(band.highSteps)];
    picture.append(svg("rect", { class: "band", x: low, width: Math.max(1, high - low), y: TOP, height: HEIGHT - TOP - BOTTOM }));
    picture.append(svg("line", { class: "median", x1: x(band.medianSteps), x2: x(band.medianSteps), y1: TOP, y2: HEIGHT - BOTTOM }));
  }
  if (byLoss) {
    picture.append(svg("line", { class: "target", x1: LEFT, x2: WIDTH - RIGHT, y1: y(status.target.value), y2: y(status.target.value) }));
  }
  picture.append(svg("polyline", { class: "loss", points: thinned(steps).map(([step, loss]) => `${x(step).toFixed(1)},${y(loss).toFixed(1)}`).join(" ") }));
  judged.forEach(([step, loss]) => picture.append(svg("circle", { class: "judged", cx: x(step), cy: y(loss), r: 3.5 })));
  return { picture, words: words(steps, judged, band, status) };
}

function words(steps, judged, band, status) {
  const goal = `Dashed: the target, ${status.target.metric} ${status.target.value}.`;
  if (!steps.length && status.state === "succeeded") return "The start met the target: no step was made.";
  if (!steps.length) return status.verdict ? "No step was made." : "No steps yet.";
  const [step, loss] = steps[steps.length - 1];
  const line = `Training loss by step, ${Number(loss.toPrecision(3))} at step ${Math.round(step)}`;
  const circles = judged.length ? "; circles are held-out evaluations" : "";
  const shade = band ? ` Shaded: where it should be met, 80 % of the time between steps ${Math.round(band.lowSteps)} and ${Math.round(band.highSteps)}.` : "";
  return `${line}${circles}. ${status.target.metric === "loss" ? goal : ""}${shade}`;
}
