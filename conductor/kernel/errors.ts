export { sentence, YeounError } from '#contracts/errors';
