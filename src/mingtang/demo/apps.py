from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "mingtang.demo"
    label = "demo"
