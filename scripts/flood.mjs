import './lib/require-node.mjs';
import { parseArgs } from 'node:util';
import { connectPerson, enterRoom, logIn } from './lib/flood/person.mjs';
import { startTally } from './lib/flood/tally.mjs';
import { say } from './lib/progress.mjs';
import { describeError, Refusal } from './lib/refusal.mjs';
import { onStopRequest } from './lib/shutdown.mjs';

const USAGE = `npm run flood -- [options]    while ChatKet is running in demo mode
  --room NAME    the room, made if there is none (default: Flood)
  --count N      messages in all (default: 200)
  --every MS     pause of one person between two messages (default: 2100, just below the rate limit)
  --users N      how many people (default: 20; the server lets one address log in about 60 in 15 minutes)
  --url URL      where ChatKet is (default: http://localhost:8080)`;

let isStopped = false;
onStopRequest({ stop: () => (isStopped = true), hurry: () => process.exit(1) });

try {
  await flood(readArguments());
  process.exit();
} catch (error) {
  console.error(describeError(error));
  process.exit(1);
}

function readArguments() {
  const text = (fallback) => ({ type: 'string', default: fallback });
  const options = {
    room: text('Flood'),
    count: text('200'),
    every: text('2100'),
    users: text('20'),
    url: text('http://localhost:8080'),
    help: { type: 'boolean', default: false },
  };
  const { values } = parseArgs({ options });
  const [count, everyMs, users] = [values.count, values.every, values.users].map(Number);
  if (values.help || ![count, everyMs, users].every((number) => number > 0)) throw new Refusal(USAGE);
  return { room: values.room, url: values.url.replace(/\/$/, ''), count, everyMs, users };
}

async function flood({ room, url, count, everyMs, users }) {
  const sessions = [];
  for (let place = 1; place <= users; place += 1) sessions.push(await logIn(url, `flood-${place}`));
  const roomId = await enterRoom(url, room, sessions);
  const people = await Promise.all(sessions.map((session) => connectPerson(url, session)));
  say(`${users} people are in "${room}" and send ${count} messages.`);
  const tally = startTally();
  let left = count;
  const talk = async (person, place) => {
    await tally.pause((everyMs / users) * place); // spread, so that they do not speak in chorus
    while (left > 0 && !isStopped) {
      left -= 1;
      tally.add(await person.say(roomId));
      if (left > 0) await tally.pause(everyMs);
    }
  };
  await Promise.all(people.map(talk));
  for (const person of people) person.leave();
  say(tally.end());
  if (tally.hasErrors()) process.exitCode = 1;
}
