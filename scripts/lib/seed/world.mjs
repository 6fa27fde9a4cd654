import { conversations, people, roomNames, topics } from './material.mjs';
import { seededRandom, uuidFor } from './random.mjs';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WORKDAY_START_H = 8;
const WORKDAY_H = 11;
const DAYS = 6;
const UNREAD_SHARE = 0.4;
/** The seeded rooms keep their ids over the years, so that seeding again finds them. */
const EPOCH = new Date('2026-01-01T00:00:00Z');

/**
 * Makes up people, rooms and what was said in them. The same numbers give the same world; only the times follow `now`.
 * @param {{ users: number, rooms: number, messages: number, now: Date }} size `messages`: in each room
 */
export function inventWorld({ users, rooms, messages, now }) {
  const usernames = Array.from({ length: users }, (_, place) => usernameAt(place));
  return {
    users: usernames.map((username) => ({ id: uuidFor(EPOCH, `user ${username}`), username })),
    rooms: Array.from({ length: rooms }, (_, place) => inventRoom({ place, usernames, messages, now })),
  };
}

function usernameAt(place) {
  const lap = Math.floor(place / people.length);
  return people[place % people.length] + (lap === 0 ? '' : String(lap + 1));
}

function inventRoom({ place, usernames, messages, now }) {
  const name = roomNameAt(place);
  const random = seededRandom(name);
  const members = random.sample(
    usernames,
    Math.max(2, Math.ceil(usernames.length * (0.4 + 0.6 * random.next()))),
  );
  const times = momentsBefore(now, messages, random);
  const lines = linesFor({ count: messages, members, random });
  return {
    id: uuidFor(EPOCH, `room ${name}`),
    name,
    createdAt: new Date(now.getTime() - (DAYS + 1) * DAY_MS),
    members: members.map((username) => ({ username, lastSeenAt: lastVisit({ times, now, random }) })),
    messages: lines.map((line, index) => ({
      ...line,
      id: uuidFor(times[index], `message ${name} ${index}`),
      clientMsgId: `seed-${index.toString().padStart(8, '0')}`,
      createdAt: times[index],
    })),
  };
}

function roomNameAt(place) {
  const lap = Math.floor(place / roomNames.length);
  return roomNames[place % roomNames.length] + (lap === 0 ? '' : ` ${lap + 1}`);
}

/** Some have read everything, the others missed the end: their rooms show something unread. */
function lastVisit({ times, now, random }) {
  if (times.length === 0 || random.next() > UNREAD_SHARE) return now;
  const missed = 1 + Math.floor(random.next() * Math.min(25, times.length));
  return times[times.length - missed];
}

/** Bursts of talk on the days before `now`, ascending, within working hours. */
function momentsBefore(now, count, random) {
  const lastMoment = now.getTime() - MINUTE_MS;
  const midnight = now.getTime() - (now.getTime() % DAY_MS);
  const moments = [];
  while (moments.length < count) {
    const day = midnight - Math.floor(random.next() * DAYS) * DAY_MS;
    let moment = day + (WORKDAY_START_H + random.next() * WORKDAY_H) * 60 * MINUTE_MS;
    if (moment > lastMoment) moment -= DAY_MS;
    for (let left = 4 + Math.floor(random.next() * 12); left > 0 && moments.length < count; left -= 1) {
      moments.push(Math.min(moment, lastMoment));
      moment += (0.2 + 3 * random.next() ** 2) * MINUTE_MS;
    }
  }
  return moments.sort((a, b) => a - b).map((moment) => new Date(Math.floor(moment)));
}

/** Conversation after conversation, each between a few of the members. */
function linesFor({ count, members, random }) {
  const lines = [];
  let order = [];
  while (lines.length < count) {
    if (order.length === 0) order = random.sample(conversations, conversations.length);
    const conversation = order.pop();
    const speakers = random.sample(members, members.length);
    const topic = random.pick(topics);
    for (const [speaker, text] of conversation) {
      lines.push({ username: speakers[speaker % speakers.length], text: text.replaceAll('{topic}', topic) });
    }
  }
  return lines.slice(0, count);
}
