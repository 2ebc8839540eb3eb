import { config } from 'zod';

// The content security policy allows no code from text; zod would try, to be faster, and be reported. Imported first.
config({ jitless: true });
