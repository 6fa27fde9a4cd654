export { createApi, type Api } from './api';
export { ApiError } from './api-error';
export { ApiProvider, useApi } from './context';
