export { createApi, type Api } from './api';
export { ApiError, explain } from './api-error';
export { ApiProvider, useApi } from './context';
