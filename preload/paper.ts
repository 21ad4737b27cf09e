import { paperSurface } from './api/surface.ts';
import { bindQuiet } from './bind.ts';

bindQuiet(paperSurface);
