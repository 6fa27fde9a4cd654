/** What the pages of an export say by themselves. */
export interface ExportTexts {
  title: (name: string) => string;
  intro: string;
  made: string;
  json: string;
  sections: string;
  rooms: string;
  leftRoom: string;
  alone: string;
  nothing: string;
  pageOf: (page: number) => string;
  back: string;
  next: string;
  contents: string;
  deleted: string;
  hidden: string;
  before: string;
  reactions: string;
  files: string;
  answers: string;
  marks: string;
  yes: string;
  no: string;
  names: Record<string, string>;
  columns: Record<string, string>;
}
