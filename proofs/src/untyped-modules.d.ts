/** Versions that bring no types; what is asked of them has the same form as in the version beside them. */
declare module 'amqplib-0'
declare module 'express-4'
declare module 'koa-2'
declare module 'opossum-9'
declare module 'ws-7'
