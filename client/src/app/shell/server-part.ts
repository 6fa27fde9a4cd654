// What few people need, in one file that is loaded later: each one more would be named on the first page.
export { ServerNote } from '../../features/server';
export { take } from '../event-routes/service-news';
export { takeName } from '../event-routes/take-name';
export { ServerPlace } from './ServerPlace';
