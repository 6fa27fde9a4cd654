import { change, type Run } from './good-run';
import type { InvariantId } from './violations';

const any = () => true;

/** What can go wrong with rooms that not everybody may know, or know whole. */
export const SECRET_MUTATIONS: [string, InvariantId, (run: Run) => void][] = [
  [
    'a newcomer is given the last thing that was said before',
    'I21',
    change('glimpsed', any, (event) => [{ ...event, seqs: [event.head, ...event.seqs] }]),
  ],
  [
    'an outsider is refused in another way than where there is no room',
    'I22',
    change(
      'peeped',
      ({ door }) => door === 'room',
      (event) => [{ ...event, status: 403 }],
    ),
  ],
  [
    'an outsider is let into a private room',
    'I22',
    change(
      'peeped',
      ({ door }) => door === 'room',
      (event) => [{ ...event, status: 200 }],
    ),
  ],
  [
    'a private room stands in the list of an outsider',
    'I22',
    change(
      'peeped',
      ({ door }) => door === 'list',
      (event) => [{ ...event, isNamed: true }],
    ),
  ],
];
