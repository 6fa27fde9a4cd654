/** Signs the tokens of every test. */
export const TEST_SECRET = 'a-secret-for-tests-with-more-than-32-bytes';
