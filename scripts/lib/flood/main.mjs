import { connectPerson, enterRoom, logIn } from './person.mjs';
import { startTally } from './tally.mjs';
import { say } from '../progress.mjs';
import { Refusal } from '../refusal.mjs';
import { onStopRequest } from '../shutdown.mjs';

const USAGE = 'A number is out of range: npm run flood -- --help';

/**
 * Sends messages into a room of a running ChatKet, and tells what came of it.
 * @param {{ room: string, count: string, every: string, users: string, url: string }} options numbers in digits
 * @throws Refusal when one is out of range
 */
export async function flood(options) {
  const { room, url, count, everyMs, users } = checked(options);
  let isStopped = false;
  onStopRequest({ stop: () => (isStopped = true), hurry: () => process.exit(1) });
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

function checked({ room, url, ...numbers }) {
  const [count, everyMs, users] = [numbers.count, numbers.every, numbers.users].map(Number);
  if (![count, everyMs, users].every((number) => number > 0)) throw new Refusal(USAGE);
  return { room, url: url.replace(/\/$/, ''), count, everyMs, users };
}
