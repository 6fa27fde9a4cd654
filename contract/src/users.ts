export interface UserRef {
  id: string;
  username: string;
}
