export { ClusterBus } from './cluster-bus.js';
