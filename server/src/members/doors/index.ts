export { MemberDoorsModule } from './member-doors.module.js';
