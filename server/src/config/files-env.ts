import { z } from 'zod';
import { bytes, bytesOf, duration, publicUrl } from './env-values.js';

/** S3 puts together at most so many parts, and ours have 5 MiB there. */
const S3_SIZE_MAX = 10_000 * 5 * 1024 * 1024;
const S3_KEYS = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;

/** Where files are kept, how large they may be, and who looks at them. */
export const FILES_ENV = {
  FILES_DRIVER: z
    .enum(['local', 's3'])
    .default('local')
    .describe('Where files are kept: local, a folder; or s3, a store that speaks S3.'),
  FILES_DIR: z
    .string()
    .default('.chatket/files')
    .describe('Folder for the files that people send; all servers of one database share it.'),
  FILES_MAX_SIZE: bytes.default('100MB').describe('How large a file may be.'),
  FILES_QUOTA: bytes.default('1GB').describe('How much all files of a person may have together.'),
  FILES_MIN_FREE: bytes.default('2GB').describe('No file is taken that would leave less room than this.'),
  FILES_REDIRECT: z
    .enum(['on', 'off'])
    .default('off')
    .describe('Whether browsers fetch files from S3 themselves, by addresses that are good for a minute.'),
  S3_ENDPOINT: publicUrl.optional().describe('Where this server reaches S3.'),
  S3_PUBLIC_ENDPOINT: publicUrl
    .optional()
    .describe('Where browsers reach it, if elsewhere; they bring parts of files there themselves.'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional()
    .describe('The bucket; nothing else is kept in it.'),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, 'must be the name of a region')
    .default('us-east-1')
    .describe('Its region.'),
  S3_ACCESS_KEY: z.string().optional().describe('The name of the key to it.'),
  S3_SECRET_KEY: z.string().optional().describe('The key.'),
  S3_PATH_STYLE: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether the bucket stands behind the host, or before it: off for most of those you can rent.'),
  CLAMAV_URL: z
    .string()
    .refine(isClamavUrl, 'must be tcp://host:port')
    .optional()
    .describe('A clamd that looks at every file before others may read it.'),
  PICTURE_TIME_LIMIT_MS: duration(30_000).describe(
    'How long it may take to prepare a picture; what takes longer is given up.',
  ),
};

/** Who wants files in S3 says where, and by which key. */
export function filesProblems(values: Record<string, string | undefined>): string[] {
  const { FILES_DRIVER, FILES_REDIRECT, FILES_MAX_SIZE = '' } = values;
  if (FILES_DRIVER !== 's3') return FILES_REDIRECT === 'on' ? ['FILES_REDIRECT: needs FILES_DRIVER=s3'] : [];
  const problems = S3_KEYS.filter((key) => values[key] === undefined).map(
    (key) => `${key}: is required for FILES_DRIVER=s3`,
  );
  if (bytesOf(FILES_MAX_SIZE) > S3_SIZE_MAX) problems.push('FILES_MAX_SIZE: must be 48GB at most with S3');
  return problems;
}

function isClamavUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, port, pathname } = new URL(value);
  return protocol === 'tcp:' && hostname !== '' && port !== '' && (pathname === '' || pathname === '/');
}
