import { parseArgs } from 'node:util';
import { connectPerson, enterRoom, logIn } from './person.mjs';
import { startTally } from './tally.mjs';
import { say } from '../progress.mjs';
import { describeError, Refusal } from '../refusal.mjs';
import { onStopRequest } from '../shutdown.mjs';

const USAGE = 'A number is out of range: npm run flood -- --help';

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
  };
  const { values } = parseArgs({ options });
  const [count, everyMs, users] = [values.count, values.every, values.users].map(Number);
  if (![count, everyMs, users].every((number) => number > 0)) throw new Refusal(USAGE);
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
