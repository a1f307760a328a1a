// The real program over a simulated inspection, served on a port of its own; made once a file.
//
//   DUCHA      the program
//   DUCHA_APP  the built workbench
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { illustrate } from './illustrated.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = resolve(process.env.DUCHA ?? join(ROOT, 'build/dev/ducha'));
const APP = resolve(process.env.DUCHA_APP ?? join(ROOT, 'build/app'));
export const PASSWORD = 'kettle-ruby-lamp';
export const OBJECT = 'simulated-small/SD';
export const PEOPLE = {
  operator: 'intake_officer',
  triage: 'triage_officer',
  second: 'triage_officer',
  leader: 'team_leader',
  editor: 'bulletin_editor',
  keeper: 'vault_holder',
  liaison: 'liaison',
  head: 'unit_head',
  clerk: 'unit_clerk',
  system: 'system_administrator',
  security: 'security_administrator',
  auditor: 'auditor',
  wall: 'wall',
};

const OF_SHANDONG = ['--inspection', 'simulated-small', '--object', 'SD'];
const OF_UNITS = ['liaison', 'unit_clerk', 'unit_head', 'supervisor']; // of the object as a whole
/** Every role that somebody can have; in the `full` office each has a person of its name. */
export const ROLES = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8'))
  .components.schemas.Who.properties.roles.items.enum
  .filter((role) => !['citizen', 'reporter', 'local_operator'].includes(role));

class Office {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'ducha-workbench-'));
    this.office = ['--keys', join(this.folder, 'keys'), '--db', `sqlite:${this.folder}/ducha.db`];
  }

  run(verb, input) {
    return execFileSync(PROGRAM, [...verb, ...this.office], { cwd: this.folder, input });
  }

  /** An inspection without a report; what could come in lies in `made`. */
  open({ reports, byWeb = false } = {}) {
    this.made = join(this.folder, 'simulated');
    const howMany = reports ? ['--reports', String(reports)] : [];
    execFileSync(PROGRAM, ['simulate', '--profile', 'small', '--out', this.made, ...howMany]);
    const settings = join(this.made, 'inspection.toml');
    if (byWeb) {
      const text = readFileSync(settings, 'utf8')
        .replace('channels = ["call","letter"]', 'channels = ["call","letter","web"]')
        .replace('letter = "X"\n', 'letter = "X"\nweb = "W"\n');
      writeFileSync(settings, text);
    }
    this.run(['init', '--config', settings]);
  }

  /** Reports that nobody has judged. */
  receive(reports) {
    this.open({ reports });
    this.run(['import', 'reports', join(this.made, 'SD/reports.csv'), '--object', 'SD']);
  }

  /** A whole inspection, with its results and its bulletins. */
  play() {
    const folder = join(this.folder, 'played');
    execFileSync(PROGRAM, ['demo', '--dir', folder, '--profile', 'small', '--fresh']);
    const database = join(folder, 'ducha.db');
    this.office = ['--keys', `${database}.keys`, '--db', `sqlite:${database}`];
  }

  /** Played, and work waits again: to be judged, to be merged, to be sealed, to be handed over. */
  fill() {
    this.play();
    const made = join(this.folder, 'simulated');
    execFileSync(PROGRAM, ['simulate', '--profile', 'small', '--seed', '2', '--out', made]);
    const [head, ...rows] = readFileSync(join(made, 'SD/reports.csv'), 'utf8').split('\n');
    const take = (some, day) => {
      const file = join(this.folder, `${day}.csv`);
      const late = some.map((row) => row.replace(/^SD(\d+),.{10}T/, `LATER$1,${day}T`));
      writeFileSync(file, [head, ...late, ''].join('\n'));
      this.run(['import', 'reports', file, '--object', 'SD']);
    };
    take(rows.slice(0, 80), '2021-09-06');
    take(rows.slice(80, 160), '2021-09-07');
    this.run(['accept', '--object', 'SD']);
    this.run(['merge', '--object', 'SD']);
    this.run(['batch', 'seal', '--date', '2021-09-06', '--object', 'SD']);
    take(rows.slice(160, 220), '2021-09-08');
  }

  /** People to work there, and the settings of the server. */
  settle(people = PEOPLE) {
    for (const [login, role] of Object.entries(people)) {
      const where = OF_UNITS.includes(role) ? OF_SHANDONG : [];
      this.run(['staff', 'add', login, '--name', '李模拟', '--role', role, ...where]);
      this.run(['staff', 'password', login], `${PASSWORD}\n`);
    }
    const settings = join(this.folder, 'server.toml');
    writeFileSync(settings, `[server]
workbench = "${APP}"
trusted_proxies = ["127.0.0.1"] # many people at one address: connections are not counted
[public]
telephone = "0000-12369" # nobody's
mailbox_zh = "模拟市 0000 信箱"
mailbox_en = "P.O. Box 0000, Simulated City"
`);
    return settings;
  }

  /** All that waits is accepted and merged, as if a day's work were done. */
  judge() {
    this.judged ??= (this.run(['accept', '--object', 'SD']), this.run(['merge', '--object', 'SD']));
  }

  /** A day's batch is with the object. */
  handOver(day) {
    for (const verb of ['seal', 'hand-over']) {
      this.run(['batch', verb, '--date', day, '--object', 'SD']);
    }
  }

  /** Begins, or begins again: then at another port. */
  async serve(settings = this.settings) {
    this.settings = settings;
    const log = join(this.folder, 'serve.log');
    const how = ['--config', settings, '--listen', '127.0.0.1:0', '--json', '--log-file', log];
    this.process = spawn(PROGRAM, ['serve', ...how, ...this.office], {
      cwd: this.folder, stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: this.process.stdout })) {
      this.address = JSON.parse(line).address;
      return;
    }
    throw new Error('the server did not start');
  }

  async end() {
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await ended;
  }

  async stop() {
    await this.end();
    rmSync(this.folder, { recursive: true });
  }
}

const offices = new Map();

const AWAITED = 57_700;
const CROWD = 11_538; // 10,000 of them of one object
/** How an office begins, by the name of its state. */
const STATES = {
  received: (made) => made.receive(),
  played: (made) => made.play(),
  full: (made) => made.fill(), // with somebody in each role, and photographs
  awaiting: (made) => made.open({ reports: AWAITED }), // nothing came; 50,000 may
  crowded: (made) => made.receive(CROWD),
  public: (made) => made.open({ byWeb: true }),
};

/** The office of this run, with its `address`: reports have been received, or another state. */
export function office(state = 'received') {
  if (!offices.has(state)) {
    const begin = async () => {
      const made = new Office();
      STATES[state](made);
      const each = Object.fromEntries(ROLES.map((role) => [role, role]));
      const isFull = state === 'full';
      await made.serve(made.settle(isFull ? each : PEOPLE));
      if (isFull) await illustrate(made.address, OBJECT, 'triage_officer', PASSWORD);
      return made;
    };
    offices.set(state, begin());
  }
  return offices.get(state);
}

export async function closeOffice() {
  for (const one of offices.values()) await (await one).stop();
  offices.clear();
}
