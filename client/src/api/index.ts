export { createAccess, keptHere, type Access } from './access';
export { createApi, type Api, type HistoryPosition, type Request } from './api';
export { ApiError } from './api-error';
export { ApiProvider, useApi } from './context';
