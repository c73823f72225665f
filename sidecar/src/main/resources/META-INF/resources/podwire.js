'use strict';
// All data reaches the page as text nodes: nothing that a program reports can become markup.

const byId = (id) => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

const TIMES = ['ns', 'µs', 'ms', 's'];
const THOUSANDS = ['', 'k', 'M', 'G'];
const known = (value) => value !== undefined && value !== null;

/** Three digits, as the tables of the command have them. */
function digits(value) {
  return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

/** How often a value goes down by a thousand before three digits hold it. */
function steps(value, units) {
  let step = 0;
  while (value / 1000 ** step >= 999.5 && step < units.length - 1) step += 1;
  return step;
}

function scaled(value, units) {
  if (!known(value)) return '–';
  const step = steps(value, units);
  return value === 0 ? `0 ${units[0]}`.trim() : `${digits(value / 1000 ** step)} ${units[step]}`.trim();
}

const nanos = (value) => scaled(value, TIMES);
const quantity = (value) => scaled(value, THOUSANDS);

function count(value) {
  return known(value) && value < 9999.5 ? String(Math.round(value)) : quantity(value);
}

function path(places) {
  return places.map((place, i) => (i % 2 ? ` -${place}-> ` : place)).join('');
}

/** All of it, and the parts in the unit of the whole; what is not known is left open. */
function cpu(cell) {
  const parts = cell.row.cpuNanosPerMessage;
  if (!parts) return '–';
  const ends = [parts.sender, parts.receiver, ...(cell.path.length > 3 ? [parts.relay] : [])];
  const whole = ends.reduce((sum, part) => sum + (part || 0), 0);
  const unit = 1000 ** steps(whole, TIMES);
  return `${nanos(whole)} = ${ends.map((part) => (known(part) ? digits(part / unit) : '?')).join('+')}`;
}

function wrong(cell) {
  return ['lost', 'duplicated', 'reordered', 'corrupted', 'unknown'].map((name) => cell[name] ?? '–').join(' / ');
}

function isClean(cell) {
  return !(cell.lost || cell.duplicated || cell.reordered || cell.corrupted || cell.unknown);
}

/** A figure's median over the rounds, as the tables of the command have it, or the one figure there is. */
function median(cell, name, single) {
  const values = (cell.rounds || []).map((round) => round[name]).filter((value) => value !== undefined);
  if (!values.length) return single;
  values.sort((a, b) => a - b);
  const middle = (values.length - 1) / 2;
  return (values[Math.floor(middle)] + values[Math.ceil(middle)]) / 2;
}

const rate = (cell) => median(cell, 'messagesPerSecond', cell.messagesPerSecond);
const p50 = (cell) => cell.latency && median(cell, 'p50Nanos', cell.latency.p50Nanos);

/** Half the way from the best to the worst round. */
function spread(cell) {
  const name = cell.pattern === 'stream' ? 'messagesPerSecond' : 'p50Nanos';
  const values = (cell.rounds || []).map((round) => round[name]).filter((value) => value !== undefined);
  if (values.length < 2) return '–';
  const half = (Math.max(...values) - Math.min(...values)) / 2 / median(cell, name);
  return `± ${(100 * half).toFixed(half < 0.0995 ? 1 : 0)} %`;
}

/**
 * What a message costs in time: the time per message of a stream, else the median latency. A paced cell between two
 * clocks has none; its rate is no substitute, as it was given.
 */
function cost(cell) {
  if (cell.status !== 'measured') return undefined;
  if (cell.pattern === 'stream') return 1e9 / rate(cell);
  return p50(cell);
}

/** What its latency covers, as the format has it for a cell without one: one way never stands beside there and back. */
function latencyKind(cell) {
  return cell.latency ? cell.latency.kind : cell.pattern === 'round-trip' ? 'round-trip' : 'one-way';
}

function costCell(cell, fastest, slowest) {
  if (cost(cell) === undefined) return '–';
  const box = element('div', undefined, 'cost');
  const times = cost(cell) / fastest;
  box.append(element('span', `${times < 10 ? times.toFixed(1) : count(times)} ×`));
  const track = element('div', undefined, 'track');
  const fill = element('div', undefined, 'fill');
  const span = Math.log(slowest / fastest) || 1;
  fill.style.width = `${Math.max(3, (100 * Math.log(times)) / span)}%`;
  track.append(fill);
  box.append(track);
  return box;
}

function cellColumns(withLatency) {
  const mark = (name, value) => (cell) =>
    `${(cell.row.marked || []).includes(name) ? '~' : ''}${nanos(cell.latency && value(cell))}`;
  return [
    ['Mechanism', (cell) => `${cell.mechanism}${cell.wait === 'block' ? '' : ` (${cell.wait})`}`],
    ['Boundary', (cell) => cell.boundary],
    ['Path', (cell) => element('span', path(cell.path), 'path')],
    ...(withLatency
      ? [['p50', mark('p50', p50), 'number'], ['p99', mark('p99', (cell) => cell.row.p99Nanos), 'number'],
         ['max', mark('max', (cell) => cell.latency.maxNanos), 'number']]
      : []),
    ['Messages/s', (cell) => count(rate(cell)), 'number'],
    ['Varies by', spread, 'number'],
    ['CPU/message = send+receive+relay', cpu, 'number'],
    ['Cores busy', (cell) => (known(cell.row.coresBusy) ? cell.row.coresBusy.toFixed(2) : '–'), 'number'],
    ['Context switches', (cell) => quantity(cell.row.contextSwitchesPerMessage), 'number'],
    ['System calls', (cell) => quantity(cell.row.systemCallsPerMessage), 'number'],
    ['Bytes allocated', (cell) => quantity(cell.row.allocatedBytesPerMessage), 'number'],
    ['Lost/dup/reord/corr/unknown', (cell) => element('span', wrong(cell), isClean(cell) ? 'good' : 'bad'), 'number'],
  ];
}

function table(columns) {
  const made = element('table');
  const head = element('tr');
  columns.forEach(([title, , kind]) => {
    const th = element('th', title, kind);
    th.scope = 'col';
    head.append(th);
  });
  const thead = element('thead');
  thead.append(head);
  const body = element('tbody');
  made.append(thead, body);
  const scroll = element('div', undefined, 'scroll');
  scroll.append(made);
  return { scroll, body };
}

function appendCell(row, label, content, kind) {
  const td = element('td', undefined, kind);
  td.dataset.label = label;
  td.append(content instanceof Node ? content : document.createTextNode(content ?? '–'));
  row.append(td);
  return td;
}

function cellRow(cell, columns, fastest, slowest) {
  const row = element('tr');
  if (cell.status === 'measured') {
    columns.forEach(([title, value, kind]) => appendCell(row, title, value(cell), kind));
    appendCell(row, 'Cost', costCell(cell, fastest, slowest));
    return row;
  }
  columns.slice(0, 3).forEach(([title, value]) => appendCell(row, title, value(cell)));
  const kind = cell.status === 'failed' ? 'reason failed' : 'reason';
  const reason = appendCell(row, cell.status, `${cell.status}: ${cell.reason}`, kind);
  reason.colSpan = columns.length - 2;
  return row;
}

function groupTable(cells) {
  const columns = cellColumns(cells[0].pattern !== 'stream');
  const costsOf = (some) => some.map(cost).filter((value) => value !== undefined);
  const costs = costsOf(cells);
  const clean = costsOf(cells.filter(isClean));
  const { scroll, body } = table([...columns, ['Cost', undefined]]);
  const fastest = Math.min(...(clean.length ? clean : costs)); // what lost messages sets no measure
  const slowest = Math.max(...costs);
  cells.forEach((cell) => body.append(cellRow(cell, columns, fastest, slowest)));
  return scroll;
}

/** The noise of the machine before and during the run. */
function noiseCard(on) {
  const { noise, during } = on;
  const facts = [
    known(on.noiseFloorNanos) && `noise floor ${nanos(on.noiseFloorNanos)}: the machine alone stopped a spinning thread that long`,
    noise && `the clock takes ${nanos(noise.clockReadNanos)} to read, its steps are ${nanos(noise.clockResolutionNanos)}`,
    noise && known(noise.wakeNanos) && `waking an idle core takes ${nanos(noise.wakeNanos)}`,
    during && known(during.throttledNanos) && (during.throttledNanos ? `throttled for ${nanos(during.throttledNanos)}` : 'never throttled'),
    during && known(during.stolenNanos) && `${nanos(during.stolenNanos)} stolen by the hypervisor`,
    during && known(during.otherLoadCores) && `other programs on ${during.otherLoadCores.toFixed(2)} cores`,
  ].filter(Boolean);
  return facts.length ? `The machine: ${facts.join('; ')}.` : '';
}

function showResult(result) {
  const groups = new Map();
  result.cells.forEach((measured, i) => {
    const cell = { ...measured, row: (result.rows || [])[i] || {} };
    const kind = cell.pattern === 'stream' || cell.pattern === latencyKind(cell) ? '' : `, latency ${latencyKind(cell)}`;
    const key = `${cell.pattern}, ${cell.sizeBytes} B${kind}`;
    groups.set(key, [...(groups.get(key) || []), cell]);
  });
  byId('cells').replaceChildren(
    ...[...groups].flatMap(([key, cells]) => [
      element('h3', `${key} (cost: times the fastest)`), groupTable(cells)]));
  const on = result.environment;
  const simulated = on.simulated.length
    ? ` Local pods are groups of processes that stand for containers (${on.simulated.join('; ')}).` : '';
  byId('about').textContent =
    `Measured ${new Date(result.startedAt).toLocaleString()} on ${on.cpuModel || on.architecture}, `
    + `${on.cores} cores, Linux ${on.kernel}, Java ${on.javaVersion}.${simulated}`;
  byId('noise').textContent = noiseCard(on);
  byId('doubts').replaceChildren(...(result.doubts || []).map((doubt) => element('li', doubt)));
  byId('doubts-title').hidden = !(result.doubts || []).length;
  byId('not-shown').textContent = (on.notShown || []).length ? `Not shown here: ${on.notShown.join('; ')}.` : '';
}

async function loadResult() {
  const response = await fetch('/api/cells');
  if (response.ok) showResult(await response.json());
}

let passes = false;

/** Shows a notice until it is dismissed or replaced, or, one that passes, until there is news. */
function notice(text, passing = false) {
  byId('notice-text').textContent = text;
  byId('notice').hidden = !text;
  passes = passing;
}

const NO_TOKEN = 401;

/** Shows the token once; from then on the browser has a session. Returns whether the token is right. */
async function beginSession(token) {
  notice('');
  try {
    const response = await fetch('/api/session', { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
    if (response.ok) byId('sign-in').hidden = true;
    else notice((await response.json()).detail);
    return response.ok;
  } catch (e) {
    notice(`The token was not taken: ${e.message}`);
    return false;
  }
}

/** Takes the token out of the address, where `podwire demo` puts it, before anything else can see it there. */
function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  history.replaceState(null, '', location.pathname + location.search);
  beginSession(token);
}

async function signIn(event) {
  event.preventDefault();
  const token = byId('token').value.trim();
  byId('token').value = '';
  if (await beginSession(token)) compareAgain();
}

async function compareAgain() {
  notice('');
  byId('compare').disabled = true;
  try {
    const response = await fetch('/api/runs', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
    byId('sign-in').hidden = response.status !== NO_TOKEN;
    byId('compare').disabled = response.ok;
    if (!response.ok && response.status !== NO_TOKEN) notice((await response.json()).detail);
  } catch (e) {
    notice(`The sidecar does not answer: ${e.message}`);
    byId('compare').disabled = false;
  }
}

let wasRunning = false;

function showComparison(comparison) {
  const running = Boolean(comparison);
  byId('progress').hidden = !running;
  byId('compare').disabled = running;
  if (running) {
    byId('progress-text').textContent =
      `Comparing: ${comparison.cellsDone} of ${comparison.cellsTotal} cells. ${comparison.current || ''}`;
    byId('progress-bar').max = Math.max(1, comparison.cellsTotal);
    byId('progress-bar').value = comparison.cellsDone;
  } else if (wasRunning) {
    loadResult();
  }
  wasRunning = running;
}

const FLOW_COLUMNS = [
  ['Flow', (flow) => flow.name],
  ['Sent', (flow) => (flow.sent ? count(flow.sent.messages) : '–'), 'number'],
  ['Received', (flow) => (flow.received ? count(flow.received.messages) : '–'), 'number'],
  ['Lost/dup/reord/corr/unknown', (flow) => flowWrong(flow), 'number'],
  ['State', (flow) => flowState(flow)],
];

function flowWrong(flow) {
  const seen = (flow.received || flow.sent || {}).integrity || (flow.sent || {}).integrity;
  return seen ? element('span', wrong(seen), isClean(seen) ? 'good' : 'bad') : '–';
}

function flowState(flow) {
  const ends = [flow.sent, flow.received].filter(Boolean);
  const fault = ends.map((end) => end.error).find(Boolean);
  if (fault) return element('span', fault, 'bad');
  return ends.some((end) => end.connected) ? element('span', 'flows', 'good') : 'not connected';
}

function flowsOf(pod) {
  const flows = new Map();
  const put = (state, side) => ((state && state.flows) || []).forEach((flow) => {
    flows.set(flow.name, { ...(flows.get(flow.name) || { name: flow.name }), [side]: flow });
  });
  put(pod.producer, 'sent');
  put(pod.consumer, 'received');
  return [...flows.values()];
}

function podView(pod) {
  const title = element('h3', `Pod ${pod.name}`);
  const flows = flowsOf(pod);
  if (!pod.reachable || !flows.length) {
    const words = pod.reachable ? 'producer and consumer do not answer' : 'does not answer';
    return [title, element('p', words, 'quiet')];
  }
  const { scroll, body } = table(FLOW_COLUMNS);
  flows.forEach((flow) => {
    const row = element('tr');
    FLOW_COLUMNS.forEach(([label, value, kind]) => appendCell(row, label, value(flow), kind));
    body.append(row);
  });
  return [title, scroll];
}

function showLive(event) {
  showComparison(event.comparison);
  const paused = event.pods.some((pod) => pod.producer && pod.producer.paused);
  byId('live-about').textContent = paused
    ? 'Paused while a comparison measures.'
    : 'A modest rate over every channel, each message checked.';
  byId('cluster').hidden = event.clusterApiConnected !== false;
  byId('pods').replaceChildren(...event.pods.flatMap(podView));
}

takeToken();
window.addEventListener('hashchange', takeToken); // an address with the token, opened in a tab that has the page already
byId('sign-in').addEventListener('submit', signIn);
byId('compare').addEventListener('click', compareAgain);
byId('dismiss').addEventListener('click', () => notice(''));
loadResult();
fetch('/api/topology').then((response) => response.json()).then((topology) => {
  const names = [topology.self, ...topology.peers].map((pod) => pod.name).join(', ');
  byId('where').textContent = `What a pod boundary costs: sidecar of pod ${topology.self.name}, pods ${names}`;
});
const events = new EventSource('/api/live');
events.onmessage = (message) => {
  if (passes) notice('');
  showLive(JSON.parse(message.data));
};
events.onerror = () => {
  if (passes || byId('notice').hidden) notice('The connection to the sidecar is lost; the browser tries again.', true);
};
