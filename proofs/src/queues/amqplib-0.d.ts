/** It brings no types; what is asked of it has the same form as in the versions beside it. */
declare module 'amqplib-0'
