// The live page: what the tenant's event streams say, drawn. No framework and no build; text only ever becomes text nodes.
import { curve } from "/curve.js";
import { follow } from "/stream.js";
import { cost, deadline, el, fill, forecast, measure, number, span, time } from "/words.js";

const $ = (id) => document.getElementById(id);
const FINAL = ["succeeded", "exhausted", "cancelled", "diverged", "failed"];
const TONES = { running: "run", succeeded: "good", failed: "bad", diverged: "bad", exhausted: "bad", paused: "wait", loading: "wait", stopping: "wait" };

const jobs = new Map();
let token = sessionStorage.getItem("token") ?? "";
let board = null; // what is under way while signed in
let open = null; // the job that is looked at

const ended = (job) => FINAL.includes(job.state);
const byUrgency = (a, b) =>
  ended(a) - ended(b) || (ended(a) ? b.updatedAt.localeCompare(a.updatedAt) : a.deadline.localeCompare(b.deadline));

async function ask(path) {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) {
    throw Object.assign(new Error((await answer.json()).detail), { status: answer.status });
  }
  return answer.json();
}

// ---- signing in and out

async function signIn() {
  try {
    await ask("/v1/jobs?limit=1");
  } catch (refused) {
    $("sign-in-fault").textContent = refused.status === 401 ? "This token is not known here." : refused.message;
    return signOut();
  }
  sessionStorage.setItem("token", token);
  $("sign-in-fault").textContent = "";
  board = new AbortController();
  show(true);
  follow("/v1/events", token, board.signal, { state: seen, slo: () => promises() }, connection);
  promises();
  openFromAddress();
}

function signOut() {
  board?.abort();
  board = null;
  close();
  jobs.clear();
  sessionStorage.removeItem("token");
  token = "";
  show(false);
  connection("off", "signed out");
}

function show(signedIn) {
  $("sign-in").hidden = signedIn;
  $("board").hidden = !signedIn;
  $("sign-out").hidden = !signedIn;
}

function connection(state, words) {
  $("connection").dataset.state = state;
  $("connection").textContent = words;
}

// ---- promises

async function promises() {
  const { tenants } = await ask("/v1/slo").catch(() => ({ tenants: [] }));
  fill($("promises"), tenants.length ? tenants.map(promise) : el("p", { class: "muted" }, "Nothing is judged yet."));
}

function promise(slo) {
  const judged = slo.met + slo.missed;
  const share = (part) => `${judged ? (100 * part) / judged : 0}%`;
  return el("div", { class: "card tile" },
    el("strong", {}, judged ? `${Math.round(100 * slo.attainment)} %` : "–"),
    el("b", {}, slo.tenant),
    el("span", { class: "muted" }, `${slo.met} met, ${slo.missed} missed, ${slo.live} open` + (slo.excluded ? `, ${slo.excluded} excluded` : "")),
    el("div", { class: "meter" }, el("i", { width: share(slo.met) }), el("i", { width: share(slo.missed) })));
}

// ---- jobs

let drawing = false;

function seen(job) {
  jobs.set(job.id, job);
  if (!drawing) {
    drawing = true; // many may come at once: draw them together
    requestAnimationFrame(() => {
      drawing = false;
      drawJobs();
    });
  }
}

function drawJobs() {
  const all = [...jobs.values()].sort(byUrgency);
  const focused = document.activeElement?.dataset?.job;
  fill($("jobs"), all.map(row));
  if (focused) {
    document.querySelector(`[data-job="${focused}"]`)?.focus();
  }
  $("no-jobs").hidden = all.length > 0;
  const live = all.filter((job) => !ended(job)).length;
  $("counts").textContent = all.length ? `${live} live, ${all.length - live} ended` : "";
}

function row(job) {
  const late = deadline(job, Date.now());
  const predicted = forecast(job, Date.now());
  const task = el("button", { type: "button", class: "task" }, job.name);
  task.dataset.job = job.id;
  task.onclick = () => (location.hash = job.id);
  const line = el("tr", {},
    el("td", {}, task, el("small", { class: "mono" }, job.id)),
    el("td", {}, chip(job), el("small", {}, job.reason.replaceAll("-", " "))),
    el("td", {}, `${job.step}`, el("div", { class: "progress" }, el("i", { width: `${(100 * job.step) / Math.max(1, job.maxSteps)}%` })), el("small", {}, `of at most ${job.maxSteps}`)),
    el("td", {}, loss(job), el("small", {}, `target ${measure(job.target.metric)} ${number(job.target.value)}`)),
    el("td", {}, predicted.text, el("small", {}, predicted.more)),
    el("td", late.late ? { class: "late" } : {}, late.text, el("small", {}, late.more)));
  if (job.id === open?.id) {
    line.setAttribute("aria-current", "true");
  }
  return line;
}

function chip(job) {
  const words = job.cancelRequested && !ended(job) ? `${job.state}, cancelling` : job.state;
  return el("span", { class: "chip", tone: TONES[job.state] ?? "still" }, words);
}

function loss(job) {
  const best = {
    loss: job.bestLoss,
    accuracy: job.bestAccuracy,
    "token-f1": job.bestAnswers?.tokenF1,
    "rouge-l": job.bestAnswers?.rougeL,
  }[job.target.metric];
  return best === undefined ? number(job.loss) : `${number(best)} best`;
}

// ---- one job

function openFromAddress() {
  const id = location.hash.slice(1);
  if (!board || id === open?.id) {
    return;
  }
  close();
  if (id) {
    openJob(id);
  }
}

async function openJob(id) {
  open = { id, abort: new AbortController(), steps: [], judged: [], description: null, stale: true };
  const mine = open;
  const changed = () => { mine.stale = true; };
  const handlers = {
    state: (job) => { seen(job); changed(); },
    decision: changed,
    outcome: changed,
    step: (report) => { mine.steps.push([report.step, report.measured.loss]); mine.redraw = true; },
    evaluated: (report) => { mine.judged.push([report.step, report.evaluated.loss, report.evaluated.accuracy]); mine.redraw = true; },
  };
  $("detail").hidden = false;
  follow(`/v1/jobs/${id}/events`, token, mine.abort.signal, handlers, () => {});
  mine.timer = setInterval(() => refresh(mine), 500);
  await refresh(mine);
  $("detail-title").focus();
  drawJobs();
}

function close() {
  open?.abort.abort();
  clearInterval(open?.timer);
  open = null;
  $("detail").hidden = true;
}

async function refresh(mine) {
  if (mine.stale) {
    mine.stale = false;
    mine.description = await ask(`/v1/jobs/${mine.id}`).catch(() => mine.description);
    mine.redraw = true;
  }
  if (mine === open && mine.redraw && mine.description) {
    mine.redraw = false;
    drawDetail(mine);
  }
}

function drawDetail({ id, description, steps, judged }) {
  const { status, spec, decision, outcome, attempts } = description;
  $("detail-title").textContent = status.name;
  fill($("detail-id"), id, " ", chip(status));
  const drawn = curve(steps.length ? steps : (outcome?.curve ?? []).map((at) => [at.step, at.loss]), judged, status);
  fill($("curve"), drawn.picture);
  $("curve-text").textContent = drawn.words;
  fill($("decision"), why(status, decision, outcome));
  fill($("facts"), facts(status, spec, description).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
  fill($("attempts"), attempts.length ? attemptTable(attempts) : el("p", { class: "muted" }, "It has held no worker yet."));
}

function why(status, decision, outcome) {
  if (outcome) {
    const error = outcome.ended.error ? [el("p", { class: "fault" }, outcome.ended.error)] : [];
    return [el("p", {}, `${status.state} (${status.reason.replaceAll("-", " ")}); the promise was ${outcome.verdict === "excluded" ? "taken back" : outcome.verdict}.`), ...error];
  }
  if (!decision) {
    return [el("p", { class: "muted" }, "The scheduler has not decided on it yet.")];
  }
  const option = (choice) => `${choice.wish}${choice.workers ? ` on ${choice.workers}` : ""}: ${choice.note} (${choice.lateness > 0 ? `${span(choice.lateness)} late` : `${span(-choice.lateness)} early`})`;
  const rejected = decision.rejected ? [el("p", { class: "muted" }, `Rejected: ${option(decision.rejected)}.`)] : [];
  const free = `${decision.freeWorkers} free ${decision.freeWorkers === 1 ? "worker" : "workers"}, about ${Math.ceil(decision.stepsLeft)} steps of ${span(decision.stepSeconds)} to go.`;
  return [el("p", {}, `${option(decision.chosen)}.`), ...rejected, el("p", { class: "muted" }, free)];
}

function facts(status, spec, description) {
  const outcome = description.outcome;
  const started = outcome?.started;
  return [
    ["Base model", spec.baseModel],
    ["Best held-out", `loss ${number(status.bestLoss)}, accuracy ${number(status.bestAccuracy)}${answers(status.bestAnswers)}`],
    ["Workers", `${held(description.attempts)}, at most ${spec.maxWorkers}`],
    ["Cost", cost(description.gpuSeconds)],
    ["Start", started?.fromJob ? "a prompt of the bank" : started?.initial ?? description.start.kind],
    ["Submitted", time(status.submittedAt)],
    ["Deadline", time(status.deadline)],
    ...(outcome ? [["Ended", time(outcome.endedAt)]] : []),
    ...(outcome?.ended.prompt ? [["Prompt", `${outcome.ended.prompt.slice(0, 12)}…`]] : []),
  ];
}

function answers(score) {
  return score ? `, token F1 ${number(score.tokenF1)}, ROUGE-L ${number(score.rougeL)}` : "";
}

function held(attempts) {
  const open = attempts.flatMap((attempt) => attempt.stints).filter((stint) => !stint.to);
  return open.reduce((sum, stint) => sum + stint.workers.length, 0);
}

function attemptTable(attempts) {
  const head = ["Attempt", "Workers", "From", "To", "Cost", "Ended by"].map((name) => el("th", { scope: "col" }, name));
  const rows = attempts.map((attempt, index) => {
    const last = attempt.stints[attempt.stints.length - 1];
    const workers = attempt.stints.map((stint) => stint.workers.join(", ")).join(" → ");
    const cells = [`${index + 1}`, workers, time(attempt.stints[0].from), last.to ? time(last.to) : "now", cost(attempt.gpuSeconds), attempt.endReason?.replaceAll("-", " ") ?? ""];
    return el("tr", {}, ...cells.map((cell) => el("td", {}, cell)));
  });
  return el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
}

// ---- life

$("sign-in").onsubmit = (event) => {
  event.preventDefault();
  token = $("token").value.trim();
  $("token").value = "";
  signIn();
};
$("sign-out").onclick = signOut;
$("detail-close").onclick = () => (location.hash = "");
window.onhashchange = openFromAddress;
setInterval(() => board && drawJobs(), 1000); // time left runs down
setInterval(() => board && promises(), 5000);
token ? signIn() : signOut();
