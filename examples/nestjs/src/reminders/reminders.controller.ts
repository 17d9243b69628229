import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import { Remind } from './remind.dto.js'
import { RemindersService } from './reminders.service.js'

@Controller('reminders')
export class RemindersController {
  constructor(private readonly reminders: RemindersService) {}

  @Post()
  @HttpCode(202)
  remind(@Body() reminder: Remind): void {
    this.reminders.add(reminder)
  }
}
