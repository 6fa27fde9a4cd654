export { createApi, type Api } from './api';
export { ApiError } from './api-error';
export { explain } from './explain';
export { ApiProvider, useApi } from './context';
