export { createApi, type Api, type HistoryPosition } from './api';
export { ApiError } from './api-error';
export { explain } from './explain';
export { ApiProvider, useApi } from './context';
