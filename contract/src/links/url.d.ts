/** Browsers and Node both have it; the contract stands on the types of neither. */
declare const URL: {
  new (text: string): { href: string; host: string; username: string; password: string };
  canParse: (text: string) => boolean;
};
