import { config } from 'zod';

// zod compiles schemas with eval where it can, and asks first whether it may: under the pages' policy the question is
// a violation already. Imported before anything else, so that it is never asked.
config({ jitless: true });
