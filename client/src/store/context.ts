import { createStrictContext } from '../lib';
import type { ChatStores, PageStores } from './stores';

export const [PageStoresProvider, usePageStores] = createStrictContext<PageStores>('PageStores');
export const [ChatStoresProvider, useChatStores] = createStrictContext<ChatStores>('ChatStores');
