export { BUS_TEXT_MAX_BYTES, ClusterBus } from './cluster-bus.js';
