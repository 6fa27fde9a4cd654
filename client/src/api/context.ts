import { createStrictContext } from '../lib';
import type { Api } from './api';

export const [ApiProvider, useApi] = createStrictContext<Api>('Api');
